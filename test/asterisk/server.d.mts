import type { Version } from './install.d.mts';

export interface Ports {
  /** TCP on 127.0.0.1. */
  readonly ami: number;
  /** UDP on 127.0.0.1, where phones and the trunk's callers reach Asterisk. */
  readonly sip: number;
  /** UDP on 127.0.0.2, where Asterisk sends calls that go out by the trunk. */
  readonly trunk: number;
  readonly rtp: number;
}

export declare class Asterisk {
  private constructor();
  static start(version: Version, options?: { detached?: boolean; say?: (words: string) => void }): Promise<Asterisk>;
  readonly version: Version;
  readonly release: string;
  readonly ports: Ports;
  get pid(): number | undefined;
  get folder(): string;
  cli(command: string): Promise<string>;
  restart(): Promise<void>;
  crash(): Promise<void>;
  relaunch(): Promise<void>;
  stop(): Promise<void>;
}

export interface Running {
  readonly version: Version;
  readonly home: string;
  readonly pid: number;
  readonly since: number;
  readonly detached: boolean;
  readonly ports: Ports;
}

export declare function running(version: Version): Running[];
export declare function stopDetached(): Promise<number>;
