/**
 * What can go wrong between Sidetone and the manager interface.
 *
 * | code | meaning |
 * |---|---|
 * | `unreachable` | no connection could be made to host and port |
 * | `no-banner` | connected, but nothing (or nothing whole) was said in time, or the server hung up before its banner |
 * | `not-asterisk` | something answered that is not the Asterisk manager interface |
 * | `refused` | the user name, the secret or the address was refused (Asterisk gives one text for all three) |
 * | `in-use` | the user is logged in elsewhere and `allowmultiplelogin=no` |
 * | `no-secret` | there is no secret to log in with |
 * | `no-md5` | the server offers no MD5 challenge, and sending the secret in the clear was not allowed |
 * | `permission-denied` | the manager user lacks the right for this action |
 * | `unknown-action` | this server has no such action |
 * | `shutting-down` | Asterisk is shutting down and takes no more actions |
 * | `action-failed` | the server answered `Error`; the message is the server's own |
 * | `timeout` | no answer to this action in time; the session stays usable |
 * | `not-answering` | the server answers no ping any more (half-open connection) |
 * | `disconnected` | the connection ended before the answer came, or there is none |
 * | `packet-too-large` | the server sent more than the limit without a blank line |
 * | `invalid-value` | an action that may not be sent: a line break in a value, or over a limit of the protocol |
 */
export type AmiErrorCode =
  | 'unreachable'
  | 'no-banner'
  | 'not-asterisk'
  | 'refused'
  | 'in-use'
  | 'no-secret'
  | 'no-md5'
  | 'permission-denied'
  | 'unknown-action'
  | 'shutting-down'
  | 'action-failed'
  | 'timeout'
  | 'not-answering'
  | 'disconnected'
  | 'packet-too-large'
  | 'invalid-value';

export interface AmiErrorOptions extends ErrorOptions {
  /** The server's own `Message`, where it said one. */
  readonly said?: string;
}

/** A failure with a code for the program and a message in words for the user. The message never contains a secret. */
export class AmiError extends Error {
  override readonly name = 'AmiError';
  readonly code: AmiErrorCode;
  /** What the server said, in its own words; `null` where the failure is not its answer. */
  readonly said: string | null;

  constructor(code: AmiErrorCode, message: string, options: AmiErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.said = options.said ?? null;
  }
}
