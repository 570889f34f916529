import { declareFollowUpKind } from '@madoguchi/follow-ups';

export const appointmentDue = declareFollowUpKind('appointment', { room: 'consultations', endedBy: 'record', postponedBy: 'hand', tab: 'record' });
export const registrationExpiry = declareFollowUpKind('registration_expiry', { room: 'consultations', endedBy: 'record', postponedBy: 'nobody', tab: 'job' });
