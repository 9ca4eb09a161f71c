import type { Version } from './install.mjs';
import { Admin } from './phones/admin.ts';
import type { Line } from './phones/line.ts';
import { Phone } from './phones/phone.ts';
import { Trunk } from './phones/trunk.ts';
import { Asterisk } from './server.mjs';

/** One Asterisk with its phones registered: who is who stands in configuration/pjsip.conf. */
export class Office {
  readonly asterisk: Asterisk;
  /** 1001, the extension of the user that the tests watch … */
  readonly alice: Phone;
  /** … and the second device of the same user. */
  readonly aliceMobile: Phone;
  readonly bob: Phone;
  readonly zoe: Phone;
  readonly trunk: Trunk;
  #admin: Admin;

  private constructor(asterisk: Asterisk, admin: Admin, phones: readonly [Phone, Phone, Phone, Phone], trunk: Trunk) {
    this.asterisk = asterisk;
    this.#admin = admin;
    [this.alice, this.aliceMobile, this.bob, this.zoe] = phones;
    this.trunk = trunk;
  }

  static async open(version: Version): Promise<Office> {
    const asterisk = await Asterisk.start(version);
    const register = (name: string): Promise<Phone> => Phone.register(asterisk, name);
    const phones = await Promise.all([register('1001'), register('1001-mobile'), register('1002'), register('1003')]);
    return new Office(asterisk, await Admin.connect(asterisk), phones, await Trunk.open(asterisk));
  }

  /** The tests' own session, which sees everything. */
  get admin(): Admin {
    return this.#admin;
  }

  /** Every phone on the hook and no channel left: how each test begins. */
  async quiet(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.hangUpAll()));
    await this.#admin.channelsBecome('no channel is left', (channels) => channels.length === 0);
  }

  /** Asterisk restarts; the phones find that out and register again, with no call left. */
  async restart(): Promise<void> {
    await this.asterisk.restart();
    await this.#comeBack();
  }

  /** Asterisk dies without a word, and is started again. */
  async crashAndRelaunch(): Promise<void> {
    await this.asterisk.crash();
    await this.relaunch();
  }

  /** After `asterisk.crash()`. */
  async relaunch(): Promise<void> {
    await this.asterisk.relaunch();
    await this.#comeBack();
  }

  async close(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.close()));
    this.#admin.close();
    await this.asterisk.stop();
  }

  get #phones(): readonly Phone[] {
    return [this.alice, this.aliceMobile, this.bob, this.zoe];
  }

  get #lines(): readonly Line[] {
    return [...this.#phones, this.trunk];
  }

  async #comeBack(): Promise<void> {
    for (const line of this.#lines) line.forgetCalls();
    await Promise.all(this.#phones.map((phone) => phone.register()));
    this.#admin.close();
    this.#admin = await Admin.connect(this.asterisk);
  }
}
