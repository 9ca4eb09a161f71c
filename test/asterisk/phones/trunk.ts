import type { Asterisk } from '../server.mjs';
import type { SipCall } from './call.ts';
import { Line } from './line.ts';
import { quoted } from './message.ts';
import { SipSocket } from './sip-socket.ts';

/** The world behind the trunk: calls in from anybody, and takes the calls that go out. */
export class Trunk extends Line {
  static async open(asterisk: Asterisk): Promise<Trunk> {
    const { sip, trunk } = asterisk.ports;
    return new Trunk('the trunk', await SipSocket.open('127.0.0.2', sip, 'trunk', trunk), null);
  }

  /** A call to `did` from `number`; a caller without a number is anonymous (RFC 3323). */
  call(did: string, caller: { readonly number?: string; readonly name?: string } = {}): SipCall {
    const uri = caller.number ? `sip:${caller.number}@${this.socket.address}` : 'sip:anonymous@anonymous.invalid';
    const name = caller.name ?? (caller.number ? '' : 'Anonymous');
    return this.place(`${name ? `${quoted(name)} ` : ''}<${uri}>`, did);
  }

  override async close(): Promise<void> {
    await this.hangUpAll();
    this.socket.close();
  }
}
