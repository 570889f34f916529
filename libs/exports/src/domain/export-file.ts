export const EXPORT_KINDS = ['monthly_outcomes'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATUSES = ['queued', 'running', 'done', 'failed', 'refused'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];
