export type Version = '22' | '16';
export declare const VERSIONS: readonly Version[];
export declare const ASTERISK_UID: number;
export declare function rootOf(version: Version): string;
export declare function releaseOf(version: Version): string | null;
export declare function whyNot(): string | null;
export declare function install(version: Version, say?: (words: string) => void): Promise<string>;
export declare function run(command: string, parameters: readonly string[]): Promise<string>;
