import { accessTables } from './access';
import { accessMask } from './access-mask';
import { agreementsTables } from './agreements';
import { planAsFile } from './agreements-plan-file';
import { auditTables } from './audit';
import { auditMasterKey } from './audit-master-key';
import { auditRestored } from './audit-restored';
import { auditWhole } from './audit-whole';
import { clientsTables } from './clients';
import { exactReading } from './clients-exact-reading';
import { consentsTables } from './consents';
import { consultationsTables } from './consultations';
import { countingIndexes } from './counting-indexes';
import { disclosuresTables } from './disclosures';
import { documentsTables } from './documents';
import { entering } from './entering';
import { exportsGuarded } from './exports-guarded';
import { exportsTables } from './exports';
import { followUpsTables } from './follow-ups';
import { identityTables } from './identity';
import { oneLogin } from './identity-one-login';
import { slowDown } from './identity-slow-down';
import { sessionProofs } from './identity-session-proof';
import { indicatorsTables } from './indicators';
import { onwardSharingTables } from './onward-sharing';
import { placementsTables } from './placements';
import { platformTables } from './platform';
import { platformMasterKey } from './platform-master-key';
import { platformWorker } from './platform-worker';
import { protectionTables } from './protection';
import { askedExceptionally } from './protection-asked';
import { localMarks } from './protection-local';
import { untoldMarks } from './protection-untold';
import { referenceTables } from './reference';
import { referralsTables } from './referrals';
import { supportPlansTables } from './support-plans';
import type { SchemaStep } from './step';

/** Every schema step. The first ones bring the rooms' tables, in the order in which they refer to each other; later versions add theirs below. */
export const STEPS: readonly SchemaStep[] = [
  identityTables,
  referenceTables,
  platformTables,
  auditTables,
  agreementsTables,
  clientsTables,
  accessTables,
  documentsTables,
  followUpsTables,
  protectionTables,
  consentsTables,
  disclosuresTables,
  onwardSharingTables,
  referralsTables,
  supportPlansTables,
  consultationsTables,
  placementsTables,
  indicatorsTables,
  exportsTables,
  countingIndexes,
  entering,
  accessMask,
  exactReading,
  exportsGuarded,
  auditWhole,
  askedExceptionally,
  localMarks,
  platformMasterKey,
  auditMasterKey,
  slowDown,
  oneLogin,
  platformWorker,
  planAsFile,
  auditRestored,
  untoldMarks,
  sessionProofs,
];
