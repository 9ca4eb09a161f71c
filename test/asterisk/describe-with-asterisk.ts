import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { VERSIONS, type Version, whyNot } from './install.mjs';
import { Office } from './office.ts';

/**
 * The same tests against every version of Asterisk, each with an office of its own that is quiet before each test.
 * Where no Asterisk can run, they are skipped by name with the reason.
 */
export function describeWithAsterisk(title: string, tests: (office: () => Office, version: Version) => void): void {
  const reason = whyNot();
  for (const version of VERSIONS) {
    describe.skipIf(reason)(`${title}, Asterisk ${version}${reason ? ` (${reason})` : ''}`, () => {
      let office: Office | undefined;
      const current = (): Office => {
        if (!office) throw new Error('The office is not open yet');
        return office;
      };
      // The first time Asterisk is installed.
      beforeAll(async () => {
        office = await Office.open(version);
      }, 300_000);
      afterEach(() => current().quiet());
      afterAll(() => office?.close());
      tests(current, version);
    });
  }
}
