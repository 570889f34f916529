/** 協定の種類 */
export const AGREEMENT_KINDS = ['employment_measures', 'integrated_facility', 'self_reliance_promotion'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];
