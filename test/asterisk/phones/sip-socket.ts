import { createSocket, type Socket } from 'node:dgram';
import { digest, type Header, SipMessage, token } from './message.ts';

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** A request before it is sent; the socket adds Via, Max-Forwards, Contact and the CSeq. */
export interface SipRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly Header[];
  readonly body?: string;
  readonly contentType?: string;
  /** The next number of its dialog; asked once more when a challenge makes a second attempt. */
  readonly cseq: () => number;
}

export interface Sent {
  /** The final response. Never rejects: no answer within 8 s is a 408, as RFC 3261 has it. */
  readonly answer: Promise<SipMessage>;
  /** Ends an INVITE that has no final response yet. */
  cancel(): void;
}

interface Transaction {
  readonly text: SipMessage;
  readonly onResponse: (response: SipMessage) => void;
  stopSending: () => void;
}

const ALLOW: Header = ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, UPDATE, REFER'];

/** SIP over UDP on loopback: transactions with retransmission, both ways. */
export class SipSocket {
  /** Takes a request that is not a retransmission and no CANCEL's or ACK's matter of this socket. */
  onRequest: (request: SipMessage) => void = () => {};

  readonly #socket: Socket;
  readonly #server: number;
  readonly #host: string;
  readonly #user: string;
  readonly #pending = new Map<string, Transaction>();
  /** The last response to each request, sent again when the request is. */
  readonly #answered = new Map<string, Buffer>();
  /** The ACK of each dialog's last INVITE, sent again when its 200 is. */
  readonly #acknowledged = new Map<string, Buffer>();

  private constructor(socket: Socket, host: string, server: number, user: string) {
    this.#socket = socket;
    this.#host = host;
    this.#server = server;
    this.#user = user;
    socket.on('message', (bytes) => this.#onMessage(SipMessage.parse(bytes)));
    // A send that finds no Asterisk is seen by the missing answer.
    socket.on('error', () => {});
  }

  /** `server`: the port of Asterisk on 127.0.0.1. `port` 0: a free one. */
  static async open(host: string, server: number, user: string, port = 0): Promise<SipSocket> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, host, resolve);
    });
    return new SipSocket(socket, host, server, user);
  }

  get serverAddress(): string {
    return `127.0.0.1:${this.#server}`;
  }

  get address(): string {
    return `${this.#host}:${this.#socket.address().port}`;
  }

  get contact(): Header {
    return ['Contact', `<sip:${this.#user}@${this.address}>`];
  }

  close(): void {
    for (const transaction of this.#pending.values()) transaction.stopSending();
    this.#pending.clear();
    this.#socket.close();
  }

  /** `onProvisional` gets every 1xx. A challenge is answered once, where there is a `login`. */
  request(request: SipRequest, login: Login | null, onProvisional: (response: SipMessage) => void = () => {}): Sent {
    let current = '';
    const attempt = (authorization: readonly Header[]): Promise<SipMessage> =>
      new Promise((resolve) => {
        const text = this.#compose(request, authorization);
        current = text.branch;
        this.#transact(text, (response) => {
          if ((response.status ?? 0) < 200) onProvisional(response);
          else resolve(response);
        });
      });
    const answer = attempt([]).then((response) => {
      const [name, challenge] =
        response.status === 401
          ? ['Authorization', response.get('WWW-Authenticate')]
          : ['Proxy-Authorization', response.get('Proxy-Authenticate')];
      if (!login || (response.status !== 401 && response.status !== 407)) return response;
      return attempt([[name, digest(challenge, login, request.method, request.uri)]]);
    });
    return { answer, cancel: () => this.#cancel(current) };
  }

  /** Sends the ACK of a 200 to an INVITE, and keeps it for when the 200 comes again. */
  acknowledge(uri: string, headers: readonly Header[], cseq: number, callId: string): void {
    const ack = new SipMessage(`ACK ${uri} SIP/2.0`, [
      this.#via(),
      ['Max-Forwards', '70'],
      ...headers,
      ['CSeq', `${cseq} ACK`],
    ]);
    this.#acknowledged.set(`${callId} ${cseq}`, ack.bytes());
    this.#send(ack.bytes());
  }

  /** `tag`: the local one of the dialog, where the request brought none. */
  respond(request: SipMessage, status: number, reason: string, options: { tag?: string; body?: string } = {}): void {
    const to = request.get('To');
    const tagged = options.tag && !/;\s*tag=/i.test(to) ? `${to};tag=${options.tag}` : to;
    const copied = request.headers.filter(([name]) => /^(via|from|call-id|cseq|record-route)$/i.test(name));
    const type: Header[] = options.body ? [['Content-Type', 'application/sdp']] : [];
    const response = new SipMessage(
      `SIP/2.0 ${status} ${reason}`,
      [...copied, ['To', tagged], this.contact, ALLOW, ...type],
      options.body,
    );
    this.#answered.set(`${request.branch} ${request.method}`, response.bytes());
    this.#send(response.bytes());
  }

  #compose(request: SipRequest, extra: readonly Header[]): SipMessage {
    const type: Header[] = request.body ? [['Content-Type', request.contentType ?? 'application/sdp']] : [];
    return new SipMessage(
      `${request.method} ${request.uri} SIP/2.0`,
      [
        this.#via(),
        ['Max-Forwards', '70'],
        ...request.headers,
        ['CSeq', `${request.cseq()} ${request.method}`],
        this.contact,
        ALLOW,
        ...extra,
        ...type,
      ],
      request.body,
    );
  }

  #via(): Header {
    return ['Via', `SIP/2.0/UDP ${this.address};rport;branch=z9hG4bK${token()}`];
  }

  #transact(text: SipMessage, onResponse: (response: SipMessage) => void): void {
    const bytes = text.bytes();
    let waitMs = 500;
    let timer: NodeJS.Timeout;
    const send = (): void => {
      this.#send(bytes);
      timer = setTimeout(send, waitMs);
      waitMs = Math.min(waitMs * 2, 4000);
    };
    const tooLate = setTimeout(() => {
      transaction.stopSending();
      this.#pending.delete(text.branch);
      onResponse(new SipMessage('SIP/2.0 408 No answer', text.headers));
    }, 8000);
    const transaction: Transaction = {
      text,
      onResponse,
      stopSending: () => {
        clearTimeout(timer);
        clearTimeout(tooLate);
      },
    };
    this.#pending.set(text.branch, transaction);
    send();
  }

  #cancel(branch: string): void {
    const invite = this.#pending.get(branch)?.text;
    if (!invite) return;
    this.#transactLike(invite, 'CANCEL');
  }

  /** CANCEL, and the ACK of a refusal, carry the branch and the number of their INVITE. */
  #transactLike(invite: SipMessage, method: 'CANCEL' | 'ACK', to?: string): void {
    const kept = invite.headers
      .filter(([name]) => /^(via|max-forwards|from|to|call-id|route)$/i.test(name))
      .map(([name, value]): Header => (to && name.toLowerCase() === 'to' ? [name, to] : [name, value]));
    const number = invite.get('CSeq').split(' ')[0];
    const uri = invite.startLine.split(' ')[1];
    this.#send(new SipMessage(`${method} ${uri} SIP/2.0`, [...kept, ['CSeq', `${number} ${method}`]]).bytes());
  }

  #onMessage(message: SipMessage): void {
    if (message.status !== null) this.#onResponse(message, message.status);
    else if (message.verb === 'ACK') this.onRequest(message);
    else {
      const again = this.#answered.get(`${message.branch} ${message.method}`);
      if (again) this.#send(again);
      else this.onRequest(message);
    }
  }

  #onResponse(response: SipMessage, status: number): void {
    const transaction = this.#pending.get(response.branch);
    if (response.method === 'CANCEL') return;
    if (!transaction) {
      const ack = this.#acknowledged.get(`${response.callId} ${response.get('CSeq').split(' ')[0]}`);
      if (ack && status >= 200 && status < 300) this.#send(ack);
      return;
    }
    // Any answer ends the retransmission, and an INVITE may then wait for as long as it rings.
    transaction.stopSending();
    if (status >= 200) this.#pending.delete(response.branch);
    if (response.method === 'INVITE' && status >= 300) this.#transactLike(transaction.text, 'ACK', response.get('To'));
    transaction.onResponse(response);
  }

  #send(bytes: Buffer): void {
    this.#socket.send(bytes, this.#server, '127.0.0.1');
  }
}
