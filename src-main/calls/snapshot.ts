import type { AmiEvent } from '../ami/event.ts';

/** The PBX's own word on what is there now: the items of its lists, as they were answered, Complete events left out or not. */
export interface Snapshot {
  /** Items of `Status` or `CoreShowChannels` (one of them will do; both may be given). */
  readonly channels: readonly AmiEvent[];
  /** The list may leave out channels: what it does not name is not gone for that. */
  readonly partial?: boolean;
  /** Items of `ParkedCalls`, where it may be asked: which channels are parked. */
  readonly parked?: readonly AmiEvent[];
  /** Items of `ExtensionStateList`, where it may be asked: the devices behind my extensions. */
  readonly hints?: readonly AmiEvent[];
}
