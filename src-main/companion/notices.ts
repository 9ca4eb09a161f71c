import { randomUUID } from 'node:crypto';
import type { NoticeView } from './view.ts';

const MOST = 20;

/** What the user should know once. The same words are not told twice at a time, and the oldest go when there are too many. */
export class Notices {
  #list: readonly NoticeView[] = [];

  get list(): readonly NoticeView[] {
    return this.#list;
  }

  add(tone: NoticeView['tone'], words: string): void {
    const others = this.#list.filter((notice) => notice.words !== words);
    this.#list = [...others, { id: randomUUID(), tone, words }].slice(-MOST);
  }

  dismiss(noticeId: string): void {
    this.#list = this.#list.filter((notice) => notice.id !== noticeId);
  }
}
