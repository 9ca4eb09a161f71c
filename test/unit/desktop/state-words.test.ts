import { expect, it } from 'vitest';
import { menuLabel, wordsFor } from '../../../src-main/desktop/state-words.ts';
import { accountView, appState, callView } from '../../support/app-state.ts';

const { connection } = accountView();
const lost = accountView({
  id: 'account-2',
  connection: { ...connection, phase: 'waiting', words: 'The PBX does not answer.' },
});

it('says what is going on in a few words: a ringing call first, then calls, then what is wrong', () => {
  const up = callView({ id: 'call-2', state: 'up', popping: false });
  expect(wordsFor(appState([]))).toBe('No account yet');
  expect(wordsFor(appState([accountView()]))).toBe('Ready');
  expect(wordsFor(appState([accountView(), lost]))).toBe('The PBX does not answer.');
  expect(wordsFor(appState([accountView({ calls: [up] }), lost]))).toBe('In a call');
  expect(wordsFor(appState([accountView({ calls: [up, { ...up, id: 'call-3' }] })]))).toBe('In 2 calls');
  expect(wordsFor(appState([accountView({ calls: [up, callView()] }), lost]))).toBe('Grace Hopper is calling');
});

it('shows nothing of what a caller chose but text, and not too much of it', () => {
  const calling = (name: string): string => wordsFor(appState([accountView({ calls: [callView({ name })] })]));
  expect(calling('Eve\n\u202e\u001b[31m')).toBe('Eve\ufffd\ufffd\ufffd[31m is calling');
  expect(calling('x'.repeat(5000)).length).toBeLessThan(250);
  expect(menuLabel(calling('AT&T'))).toBe('AT&&T is calling');
});
