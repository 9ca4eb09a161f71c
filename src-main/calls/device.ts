/** What a channel's name says of the device behind it (main/channel.c, `ast_channel_alloc`: technology `/` device `-` serial number). */
export interface ChannelName {
  /** As the channel has it, for example `PJSIP`. */
  readonly technology: string;
  /** What stands between the technology and the serial number, for example `1001`. */
  readonly peer: string;
  /** `technology/peer`, folded to compare: `pjsip/1001`. */
  readonly device: string;
  /** For a half of a Local channel, which one: `;1` is dialled, `;2` runs the dialplan. */
  readonly half: 1 | 2 | null;
}

/** Channels that are nobody's phone: halves of Local, announcers, recorders, and what stands in while channels are swapped. */
const PSEUDO_TECHNOLOGIES = new Set(
  'announcer asyncgoto bridge cbann cbrec confbridge local message multicastrtp null parked recorder snoop surrogate unicastrtp'.split(
    ' ',
  ),
);

/** Marks that Asterisk appends to the name of a channel it is swapping or throwing away. */
const SWAP_MARKS = /<(?:MASQ|ZOMBIE)>$/;

export function parseChannelName(name: string): ChannelName {
  const plain = name.replace(SWAP_MARKS, '').replace(/^AsyncGoto\//, '');
  const slash = plain.indexOf('/');
  const technology = slash === -1 ? '' : plain.slice(0, slash);
  const rest = plain.slice(slash + 1);
  const local = technology.toLowerCase() === 'local' ? /;([12])$/.exec(rest) : null;
  const dash = rest.lastIndexOf('-');
  const peer = dash > 0 ? rest.slice(0, dash) : rest;
  return {
    technology,
    peer,
    device: deviceKey(`${technology}/${peer}`),
    half: local === null ? null : local[1] === '1' ? 1 : 2,
  };
}

/** A phone or a line, as opposed to a channel that Asterisk makes for its own use. */
export function isReal(name: ChannelName): boolean {
  return name.technology !== '' && !PSEUDO_TECHNOLOGIES.has(name.technology.toLowerCase());
}

/** The name of the other half of a Local channel. */
export function otherHalf(name: string): string {
  return name.endsWith(';1') ? `${name.slice(0, -1)}2` : `${name.slice(0, -1)}1`;
}

/** Devices are compared without regard to case. */
export function deviceKey(device: string): string {
  return device.toLowerCase();
}

/** The device as Asterisk writes it: `PJSIP/1001`. */
export function deviceName(name: ChannelName): string {
  return `${name.technology}/${name.peer}`;
}
