import { expect, it } from 'vitest';
import { wordsFor } from '../../../src-main/desktop/state-words.ts';
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
