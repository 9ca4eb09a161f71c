import type { Asterisk } from '../server.mjs';
import type { SipCall } from './call.ts';
import { Line } from './line.ts';
import { token } from './message.ts';
import { SipSocket } from './sip-socket.ts';

/** One SIP device registered with Asterisk, as `1001` or `1001-mobile`; its password is `pw-` and that name. */
export class Phone extends Line {
  readonly #registration = { callId: token(), tag: token(), cseq: 0 };

  /** Resolves when Asterisk has taken the registration. */
  static async register(asterisk: Asterisk, name: string): Promise<Phone> {
    const socket = await SipSocket.open('127.0.0.1', asterisk.ports.sip, name);
    const phone = new Phone(name, socket, { name, password: `pw-${name}` });
    await phone.register();
    return phone;
  }

  /** Again, as a phone does when Asterisk may have forgotten it. `expires`: seconds; 0 takes it back. */
  async register(expires = 3600): Promise<void> {
    const address = `<sip:${this.name}@${this.socket.serverAddress}>`;
    const request = {
      method: 'REGISTER',
      uri: `sip:${this.socket.serverAddress}`,
      headers: [
        ['From', `${address};tag=${this.#registration.tag}`],
        ['To', address],
        ['Call-ID', this.#registration.callId],
        ['Expires', String(expires)],
      ],
      cseq: () => ++this.#registration.cseq,
    } as const;
    const answer = await this.socket.request(request, this.login).answer;
    if (answer.status !== 200) throw new Error(`${this.name} could not register: ${answer.startLine}`);
  }

  dial(number: string): SipCall {
    return this.place(`<sip:${this.name}@${this.socket.serverAddress}>`, number);
  }

  /** Ends every call and the registration. */
  override async close(): Promise<void> {
    await this.hangUpAll();
    await this.register(0);
    this.socket.close();
  }

  /** As when its plug is pulled. */
  unplug(): void {
    this.forgetCalls();
    this.socket.close();
  }
}
