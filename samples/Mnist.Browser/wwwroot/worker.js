// Loads the reader, a .NET program, and has it read what the page asks about.

import { dotnet } from './_framework/dotnet.js';

const reader = load();
reader.then((exports) => setTimeout(exports.WarmUp)); // after what was asked meanwhile

onmessage = async ({ data: { file, grey, height, width } }) => {
  try {
    const exports = await reader;
    postMessage(file ? exports.ReadFile(file) : exports.ReadGrey(grey, height, width));
  } catch (error) {
    postMessage({ fault: `The reader does not work here: ${error.message}. Open the page again.` });
  }
};

async function load() {
  const { getAssemblyExports, getConfig, runMain, setModuleImports } = await dotnet.create();
  setModuleImports('worker.js', {
    toAnswer: (digit, confidence, finding, reason, probabilities, pixels, rows, digits) =>
      ({ answer: { digit, confidence, finding, reason, probabilities, pixels, rows, digits: toDigits(digits) } }),
    toFault: (fault) => ({ fault }),
  });
  const { Mnist } = await getAssemblyExports(getConfig().mainAssemblyName);
  await runMain();
  return Mnist.Browser.Program;
}

// Eight numbers each: see ToNumbers of Program.cs.
function toDigits(numbers) {
  return Array.from({ length: numbers.length / 8 }, (_, i) => {
    const [digit, confidence, isDigit, row, left, top, width, height] = numbers.slice(8 * i, 8 * i + 8);
    return { digit, confidence, isDigit: isDigit === 1, row, left, top, width, height };
  });
}
