// Who reads: this page itself, by WebAssembly in a worker, so that the pen never waits for it.

import { shrink } from './shrink.js';

export const FOOTER = 'read-here'; // what the page says of it
export const PAUSE = 0; // milliseconds, between an answer and the next question

const SIDE = 112; // of a drawing: what the reader brings pictures to that are smaller
const LARGE_SIDE = 480; // what it brings pictures of one digit to that are larger
const PAGE_SIDE = 1200; // what a page of digits is looked at with

const address = new URL('worker.js', import.meta.url);
const policy = globalThis.trustedTypes?.createPolicy('reader', { createScriptURL: String });
const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
const loss = new Promise((resolve) => {
  worker.onerror = () => resolve({ fault: 'The reader could not be loaded. Is there a connection? Open the page again.' });
});

export async function read({ drawing, file, picture }) {
  if (drawing) {
    return ask(toGrey(drawing.toCanvas(SIDE)));
  }
  // The browser decodes and shrinks large pictures at once; the reader is a program that is interpreted.
  if (picture.width * picture.height <= LARGE_SIDE ** 2) {
    return ask({ file: await bytesOf(file) });
  }
  const first = await ask(toGrey(shrink(picture, LARGE_SIDE)));
  return first.fault || first.answer.finding === 'digit' ? first : ask(toGrey(shrink(picture, PAGE_SIDE)));
}

function ask(question) {
  worker.postMessage(question);
  const answer = new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
  return Promise.race([answer, loss]);
}

async function bytesOf(file) {
  return new Uint8Array(await file.arrayBuffer());
}

// Luma as the reader computes it, transparency laid on the paper that what is visible stands out from: see Luma.cs of Mnist.Digits.
function toGrey(canvas) {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  let [visible, brightness] = [0, 0];
  for (let i = 0; i < grey.length; i++) {
    const [red, green, blue, alpha] = data.subarray(4 * i, 4 * i + 4);
    grey[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    visible += alpha;
    brightness += alpha * grey[i];
  }
  const paper = brightness <= visible * 127 ? 255 : 0;
  for (let i = 0; i < grey.length; i++) {
    const alpha = data[4 * i + 3] / 255;
    grey[i] = Math.round(grey[i] * alpha + paper * (1 - alpha));
  }
  return { grey, height, width };
}
