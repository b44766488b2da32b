// The page: a drawing, a board to draw it on, a question at a time to who reads, and the answer.

import { Board } from './board.js';
import { Drawing } from './drawing.js';
import { Questions } from './questions.js';
import { FOOTER } from './reader.js';
import { Reading } from './reading.js';

const drawing = new Drawing();
const reading = new Reading();
const questions = new Questions((result) => {
  reading.show(result);
  if (result.answer) {
    board.mark(result.answer.digits);
  }
  if (result.fault && !result.isPassing && drawing.picture) {
    undo(); // what cannot be read is not shown as if it were
  }
});
const board = new Board(document.getElementById('board'), drawing, {
  changed: () => {
    reading.forgetFault();
    changed();
  },
  pen: (isDown) => reading.say(isDown ? 'Pen down.' : 'Pen up.'),
});

const [undoButton, clearButton, hint, fileInput, paper] =
  ['undo', 'clear', 'hint', 'file', 'paper'].map((id) => document.getElementById(id));

let generation = 0; // of what is on the board

function changed() {
  generation++;
  undoButton.disabled = clearButton.disabled = drawing.isEmpty;
  hint.hidden = !drawing.isEmpty;
  if (drawing.isEmpty) {
    questions.forget();
    reading.reset();
    board.mark([]);
  } else if (!drawing.picture) {
    questions.ask({ drawing });
  }
}

function undo() {
  board.lift();
  drawing.undo();
  questions.forget();
  board.mark([]);
  changed();
}

function clear() {
  board.lift();
  drawing.clear();
  board.paint();
  reading.forgetFault();
  changed();
  reading.say('Cleared.');
}

async function open(file) {
  if (!file) {
    return;
  }
  board.lift();
  questions.forget();
  reading.forgetFault();
  const mine = ++generation;
  // A stand-in where the browser cannot show what may yet be read.
  const picture = await createImageBitmap(file).catch(() => document.createElement('canvas'));
  if (generation !== mine) {
    return; // meanwhile someone drew, cleared, or opened another file
  }
  drawing.picture = picture;
  board.mark([]);
  changed();
  questions.ask({ file, picture });
}

// One at a time; of more, the others are not left out without a word.
function openFirst(files) {
  open(files[0]);
  if (files.length > 1) {
    reading.show({ fault: `These are ${files.length} files, and one is read at a time: ${files[0].name}. Give the others one by one.` });
  }
}

undoButton.addEventListener('click', undo);
clearButton.addEventListener('click', clear);
document.getElementById('choose').addEventListener('click', () => fileInput.click());
fileInput.addEventListener('change', () => {
  open(fileInput.files[0]);
  fileInput.value = ''; // the same file may be chosen again
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' || event.key === 'Delete') {
    clear();
  } else if ((event.key === 'Backspace' || (event.key === 'z' && (event.ctrlKey || event.metaKey))) && !drawing.isEmpty) {
    event.preventDefault();
    undo();
  }
});

document.addEventListener('paste', (event) => openFirst(event.clipboardData.files));

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  paper.classList.add('is-target');
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    paper.classList.remove('is-target');
  }
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  paper.classList.remove('is-target');
  openFirst(event.dataTransfer.files);
});

document.getElementById(FOOTER).hidden = false;
changed();
