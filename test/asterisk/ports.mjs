// @ts-check
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';

/**
 * @typedef {object} Ports
 * @property {number} ami TCP on 127.0.0.1
 * @property {number} sip UDP on 127.0.0.1: where phones and the trunk's callers reach Asterisk
 * @property {number} trunk UDP on 127.0.0.2: where Asterisk sends calls that go out by the trunk
 * @property {number} rtp the first of 200 UDP ports on 127.0.0.1; Asterisk passes over those that are taken
 */

/** @returns {Promise<Ports>} */
export async function freePorts() {
  const phones = '127.0.0.1';
  const [ami, sip, trunk, media] = await Promise.all([
    freeTcp(),
    freeUdp(phones),
    freeUdp('127.0.0.2'),
    freeUdp(phones),
  ]);
  return { ami, sip, trunk, rtp: Math.min(media + (media % 2), 65_300) };
}

/** @returns {Promise<number>} */
function freeTcp() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} host
 * @returns {Promise<number>}
 */
function freeUdp(host) {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject);
    socket.bind(0, host, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/**
 * Whether something accepts connections there.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (/** @type {boolean} */ yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
