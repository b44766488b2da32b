// Who reads: the server that the page comes from.

import { shrink } from './shrink.js';

export const FOOTER = 'read-by-server'; // what the page says of it
export const PAUSE = 100; // milliseconds, between an answer and the next question

const SIDE = 196; // of a drawing that is sent: seven times what the network sees; more only costs time
const LARGE_SIDE = 960; // of a picture that is sent: twice what the server looks at; it refuses much larger ones
const RETRY = 2000;

export async function read({ drawing, file, picture }) {
  const body = drawing ? toPng(drawing.toCanvas(SIDE))
    : picture.width * picture.height > LARGE_SIDE ** 2 ? toPng(shrink(picture, LARGE_SIDE))
    : file;
  try {
    const type = body.type.startsWith('image/') ? body.type : 'application/octet-stream';
    const response = await fetch('predict', { method: 'POST', body, headers: { 'Content-Type': type } });
    if (response.ok) {
      return { answer: await response.json() };
    }
    return { fault: await faultOf(response), ...waitOf(response) };
  } catch {
    return { fault: 'The server does not answer. It is asked again in a moment; is it still running?', wait: RETRY };
  }
}

// Encoded at once: toBlob waits until the browser has nothing else to do.
function toPng(canvas) {
  const base64 = canvas.toDataURL('image/png').split(',')[1];
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: 'image/png' });
}

async function faultOf(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? `The server answered with ${response.status} ${response.statusText}. Try again.`;
}

// Only what may go better the next time says when that is.
function waitOf(response) {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 ? { wait: seconds * 1000 } : {};
}
