import { contextBridge, ipcRenderer } from 'electron';
import { API_NAME, REQUEST_CHANNEL } from './channels.ts';
import type { Answer, MessageName, Messages, RequestArgument, RequestName, Result, SidetoneApi } from './contract.ts';

// SECURITY: named functions alone reach the page: no channel of its choosing, no Electron object, no event.
// https://www.electronjs.org/docs/latest/tutorial/security#20-do-not-expose-electron-apis-to-untrusted-web-content

function ask<Name extends RequestName>(name: Name, argument: RequestArgument<Name>): Promise<Result<Answer<Name>>> {
  return ipcRenderer.invoke(REQUEST_CHANNEL, name, argument);
}

/** Returns the function that ends the subscription. */
function listen<Name extends MessageName>(name: Name, listener: (message: Messages[Name]) => void): () => void {
  const withoutEvent = (_event: Electron.IpcRendererEvent, message: Messages[Name]): void => listener(message);
  ipcRenderer.on(name, withoutEvent);
  return () => {
    ipcRenderer.removeListener(name, withoutEvent);
  };
}

const api: SidetoneApi = {
  getState: () => ask('state/get', null),
  testAccount: (draft) => ask('account/test', draft),
  saveAccount: (draft) => ask('account/save', draft),
  removeAccount: (accountId) => ask('account/remove', { accountId }),
  reconnectAccount: (accountId) => ask('account/reconnect', { accountId }),
  dial: (accountId, number, name) => ask('call/dial', { accountId, number, name }),
  hangUp: (accountId, callId) => ask('call/hangUp', { accountId, callId }),
  transfer: (accountId, callId, to) => ask('call/transfer', { accountId, callId, to }),
  dismissPop: (accountId, callId) => ask('call/dismissPop', { accountId, callId }),
  dismissNotice: (noticeId) => ask('notice/dismiss', { noticeId }),
  retryKeychain: () => ask('keychain/retry', null),
  resizePop: (height) => ask('pop/resize', { height }),
  reportPopPainted: (callIds) => ask('pop/painted', { callIds: [...callIds] }),
  openMainWindow: (callId) => ask('window/openMain', { callId }),
  quit: () => ask('app/quit', null),
  onStateChanged: (listener) => listen('state/changed', listener),
  onTestStep: (listener) => listen('account/testStep', listener),
  onShow: (listener) => listen('window/show', listener),
};

contextBridge.exposeInMainWorld(API_NAME, api);
