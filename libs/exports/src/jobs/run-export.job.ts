import { declareJob } from '@madoguchi/platform';

/** Writes one export file, under the assignment of the person who asked for it: somebody waits, so it is given up within a minute. */
export const runExportJob = declareJob<{ exportId: string }>('exports.run', { attempts: 4, sendings: 2 });
