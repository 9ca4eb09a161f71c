import { type Capabilities, probeCapabilities } from '../ami/capabilities.ts';
import { AmiError } from '../ami/error.ts';
import { AmiSession } from '../ami/session.ts';
import { tcpTransport } from '../ami/tcp.ts';
import type { AccountDraft } from './account-draft.ts';
import type { TestStep } from './view.ts';
import { askWhoAmI } from './who-am-i.ts';

const STEPS: readonly TestStep['step'][] = ['reach', 'banner', 'login', 'rights', 'extension', 'devices'];

/** What each right of `write` is for; an action stands for its class. */
const RIGHTS: readonly { readonly right: string; readonly action: string; readonly purpose: string }[] = [
  { right: 'call', action: 'Hangup', purpose: 'hanging up and transferring' },
  { right: 'originate', action: 'Originate', purpose: 'dialling' },
  { right: 'call or reporting', action: 'Status', purpose: 'seeing calls that are already there' },
];

/**
 * Connects as an account would and tells what is found, step by step: each is reported first as `running`, then with its result.
 * The first that fails ends the test; the steps after it are `skipped`. Never rejects for anything that the server does.
 */
export async function testConnection(
  draft: AccountDraft,
  secret: string,
  onStep: (step: TestStep) => void,
): Promise<readonly TestStep[]> {
  const done: TestStep[] = [];
  const tell = (step: TestStep['step'], result: TestStep['result'], words: string): void => {
    const told = { step, result, words };
    if (result !== 'running') done.push(told);
    onStep(told);
  };
  const server = `${draft.host}:${draft.port}`;
  let session: AmiSession | null = null;
  let step: TestStep['step'] = 'reach';
  try {
    tell('reach', 'running', `Connecting to ${server} …`);
    session = await AmiSession.open({
      connect: tcpTransport({ host: draft.host, port: draft.port }),
      onEvent() {},
      onEnd() {},
    });
    tell('reach', 'passed', `Reached ${server}${session.encrypted ? '' : '; the connection is not encrypted'}.`);
    tell('banner', 'passed', `An Asterisk manager interface, version ${session.amiVersion}.`);
    step = 'login';
    tell('login', 'running', `Logging in as ${draft.username} …`);
    await session.login({ username: draft.username, secret, events: 'off' });
    tell('login', 'passed', `Logged in as ${draft.username}.`);
    step = 'rights';
    tell('rights', 'running', 'Asking what this user may do …');
    const capabilities = await probeCapabilities(session);
    tellRights(capabilities, tell);
    step = 'extension';
    await tellWhoIAm(session, capabilities, draft, tell);
  } catch (error) {
    if (!(error instanceof AmiError)) throw error;
    // Opening a session is two steps: an answer that is not a manager interface's means that somebody was reached.
    if (step === 'reach' && (error.code === 'no-banner' || error.code === 'not-asterisk')) {
      tell('reach', 'passed', `Reached ${server}.`);
      step = 'banner';
    }
    tell(step, 'failed', error.message);
  } finally {
    session?.close();
  }
  for (const left of STEPS.filter((name) => !done.some((told) => told.step === name))) tell(left, 'skipped', '');
  return done;
}

type Tell = (step: TestStep['step'], result: TestStep['result'], words: string) => void;

function tellRights(capabilities: Capabilities, tell: Tell): void {
  const version = capabilities.asteriskVersion === null ? '' : `Asterisk ${capabilities.asteriskVersion}. `;
  const held = RIGHTS.filter(({ action }) => capabilities.can(action));
  const missing = RIGHTS.filter((right) => !held.includes(right));
  const found = held.length === 0 ? '' : `May be used for ${held.map(({ purpose }) => purpose).join(', ')}. `;
  if (missing.length === 0) {
    tell('rights', 'passed', `${version}${found}Nothing is missing.`);
    return;
  }
  const lacks = missing.map(({ right, purpose }) => `“${right}” for ${purpose}`).join(', ');
  tell('rights', 'warned', `${version}${found}Missing in write: ${lacks}; ask your administrator.`);
}

async function tellWhoIAm(
  session: AmiSession,
  capabilities: Capabilities,
  draft: AccountDraft,
  tell: Tell,
): Promise<void> {
  tell('extension', 'running', `Looking for extension ${draft.extension} …`);
  const me = await askWhoAmI(session, capabilities, draft);
  if (me.known === true) tell('extension', 'passed', `Extension ${draft.extension} is known.`);
  else if (me.known === false) {
    tell('extension', 'warned', `The PBX has no hint for extension ${draft.extension}; is it the right one?`);
  } else
    tell('extension', 'warned', 'This user may not ask for extensions (needs the PBX right “call” or “reporting”).');
  const devices = me.devices.join(', ');
  if (me.source === 'settings') tell('devices', 'passed', `As you set: ${devices}.`);
  else if (me.source === 'hint') tell('devices', 'passed', `By the extension’s hint: ${devices}.`);
  else if (me.source === 'device-list') tell('devices', 'passed', `By its name: ${devices}.`);
  else {
    const words = `No phone was found; calls of any device named ${draft.extension} are taken for yours. Set your device by hand to dial.`;
    tell('devices', 'warned', words);
  }
}
