import type { AmiPacket } from '../ami/packet.ts';
import type { ReplayCommand } from './command.ts';
import { readPackets } from './trace.ts';

/** `packets FILE|-`: one JSON object for each packet, values as they were on the wire. */
export const replayPackets: ReplayCommand = {
  usage: 'packets FILE',
  async run(args, terminal) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) return 'usage';
    let number = 0;
    for await (const packet of readPackets(file)) {
      await terminal.line(JSON.stringify(describe(number, packet)));
      if (packet.truncated) terminal.note(`The recording ends within packet ${number}.`);
      number += 1;
    }
    return 'done';
  },
};

function describe(number: number, packet: AmiPacket): object {
  const { kind, name, fields, encoding, output } = packet;
  return {
    packet: number,
    kind,
    name,
    fields,
    encoding,
    ...(output === undefined ? {} : { output }),
    ...(packet.truncated ? { truncated: true } : {}),
  };
}
