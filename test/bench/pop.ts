import { setTimeout as pause } from 'node:timers/promises';
import { wallClockOffset } from './pop/eyes.ts';
import { figuresOf, ratioOf } from './pop/figures.ts';
import { ForeignLoad } from './pop/foreign-load.ts';
import { incomingCall } from './pop/recorded-call.ts';
import { type Subject, startBare, startSidetone } from './pop/subject.ts';

/**
 * How long a person waits for the pop: from the last byte of the deciding event written to the socket, to the pop painted (two animation frames after its
 * text is in the page, and its window shown). Beside it, the same of a bare Electron application on the same bytes, call by call in turn.
 *
 * `npm run --silent bench -- pop [CALLS]`
 */

const calls = Number(process.argv[2] ?? 60);
const WARM_UP = 8;
const FOREIGN = 2000;

const clockOffset = wallClockOffset();
let numbered = 0;

/** One call: milliseconds until painted. */
async function measure(subject: Subject, foreign: number): Promise<number> {
  const name = `Bench Caller ${String(++numbered).padStart(4, '0')}`;
  const call = incomingCall(numbered, name);
  const write = (bytes: string): void => subject.peer.perform({ bytes });
  const load = new ForeignLoad(foreign, write);
  load.start();
  // Long enough for the stream to be steady; uneven, so that the calls do not keep step with the screen's frames.
  await pause(80 + Math.random() * 40);
  write(call.prelude);
  const painted = await subject.watchFor(name);
  await pause(25 + Math.random() * 16);
  const writtenAt = performance.now() + clockOffset;
  write(call.deciding);
  const paintedAt = await painted();
  load.stop();
  await pause(20);
  write(call.end);
  await subject.hidden();
  await pause(40);
  return paintedAt - writtenAt;
}

async function compare(subjects: readonly [Subject, Subject], foreign: number): Promise<object> {
  const [sidetone, bare] = subjects;
  const times = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  for (let turn = -WARM_UP; turn < calls; turn++) {
    for (const subject of turn % 2 === 0 ? subjects : subjects.toReversed()) {
      const time = await measure(subject, foreign);
      if (turn >= 0) times.get(subject)?.push(time);
    }
  }
  const [ours, baseline] = [figuresOf(times.get(sidetone) ?? []), figuresOf(times.get(bare) ?? [])];
  return { foreignEventsPerSecond: foreign, sidetone: ours, bare: baseline, ratio: ratioOf(ours, baseline) };
}

const bare = await startBare();
const sidetone = await startSidetone();
try {
  const quiet = await compare([sidetone, bare], 0);
  const busy = await compare([sidetone, bare], FOREIGN);
  process.stdout.write(`${JSON.stringify({ bench: 'pop', unit: 'ms', aim: 1.5, quiet, busy })}\n`);
} finally {
  await sidetone.close();
  await bare.close();
}
