import { describe, expect, it } from 'vitest';
import { ChannelWatch } from '../../../src-main/companion/channel-watch.ts';
import { amiEvent } from '../../support/ami-event.ts';

const channel = (name: string, Uniqueid: string, more: Record<string, string> = {}) =>
  amiEvent(name, { Channel: `PJSIP/1001-${Uniqueid}`, Uniqueid, Linkedid: Uniqueid, ...more });
const idsOf = (items: readonly { get(key: string): string | undefined }[]) => items.map((item) => item.get('Uniqueid'));

describe('a list of channels that is overtaken by events', () => {
  it('stays as it is when nothing happened', () => {
    const listed = [channel('Status', '1'), channel('Status', '2')];
    expect(new ChannelWatch().correct(listed)).toEqual(listed);
  });

  it('loses what has hung up since', () => {
    const watch = new ChannelWatch();
    watch.observe(channel('Hangup', '1'));
    expect(idsOf(watch.correct([channel('Status', '1'), channel('Status', '2')]))).toEqual(['2']);
  });

  it('gains what has begun since, as it is now', () => {
    const watch = new ChannelWatch();
    watch.observe(channel('Newchannel', '3', { ChannelState: '0' }));
    watch.observe(channel('Newstate', '3', { ChannelState: '5' }));
    watch.observe(channel('Newstate', '1', { ChannelState: '6' }));
    const corrected = watch.correct([channel('Status', '1')]);
    expect(corrected.map((item) => [item.get('Uniqueid'), item.get('ChannelState')])).toEqual([
      ['1', undefined],
      ['3', '5'],
    ]);
  });

  it('has neither what came and went, nor twice what came before the list was made', () => {
    const watch = new ChannelWatch();
    for (const name of ['Newchannel', 'Hangup']) watch.observe(channel(name, '3'));
    watch.observe(channel('Newchannel', '1'));
    expect(idsOf(watch.correct([channel('Status', '1')]))).toEqual(['1']);
  });
});
