/** How a call to the user of the demo goes. All times are milliseconds, each drawn from its range. */
export interface Timeline {
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  readonly from: 'outside' | 'anonymous' | 'colleague';
  readonly via: 'direct' | 'support' | 'office';
  readonly rings: Range;
  readonly outcome: 'user-answers' | 'colleague-answers' | 'caller-gives-up';
  /** How long they talk, where somebody answers. */
  readonly talks: Range;
  readonly endedBy: 'caller' | 'callee';
}

export type Range = readonly [shortest: number, longest: number];

/** The first call that anybody sees. */
export const FIRST: Timeline = {
  name: 'a known caller comes through Support and is answered',
  weight: 0,
  from: 'outside',
  via: 'support',
  rings: [8000, 8000],
  outcome: 'user-answers',
  talks: [12_000, 12_000],
  endedBy: 'caller',
};

export const TIMELINES: readonly Timeline[] = [
  {
    name: 'somebody outside dials direct and is answered',
    weight: 3,
    from: 'outside',
    via: 'direct',
    rings: [5000, 9000],
    outcome: 'user-answers',
    talks: [8000, 25_000],
    endedBy: 'caller',
  },
  {
    name: 'somebody outside gives up',
    weight: 3,
    from: 'outside',
    via: 'direct',
    rings: [6000, 12_000],
    outcome: 'caller-gives-up',
    talks: [0, 0],
    endedBy: 'caller',
  },
  {
    name: 'a colleague in Support is quicker',
    weight: 3,
    from: 'outside',
    via: 'support',
    rings: [4000, 7000],
    outcome: 'colleague-answers',
    talks: [8000, 15_000],
    endedBy: 'callee',
  },
  {
    name: 'the office phones ring and a colleague is quicker',
    weight: 2,
    from: 'outside',
    via: 'office',
    rings: [4000, 7000],
    outcome: 'colleague-answers',
    talks: [6000, 12_000],
    endedBy: 'caller',
  },
  {
    name: 'a withheld number gives up',
    weight: 2,
    from: 'anonymous',
    via: 'direct',
    rings: [5000, 9000],
    outcome: 'caller-gives-up',
    talks: [0, 0],
    endedBy: 'caller',
  },
  {
    name: 'a colleague calls and is answered',
    weight: 3,
    from: 'colleague',
    via: 'direct',
    rings: [4000, 8000],
    outcome: 'user-answers',
    talks: [6000, 20_000],
    endedBy: 'callee',
  },
  {
    name: 'a colleague calls and gives up',
    weight: 1,
    from: 'colleague',
    via: 'direct',
    rings: [5000, 9000],
    outcome: 'caller-gives-up',
    talks: [0, 0],
    endedBy: 'caller',
  },
];
