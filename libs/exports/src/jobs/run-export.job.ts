import { declareJob } from '@madoguchi/platform';

/** Writes one export file, under the assignment of the person who asked for it. */
export const runExportJob = declareJob<{ exportId: string }>('exports.run');
