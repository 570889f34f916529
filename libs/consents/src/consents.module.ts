import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { DocumentsModule } from '@madoguchi/documents';
import { FollowUpsModule } from '@madoguchi/follow-ups';
import { IdentityModule } from '@madoguchi/identity';
import { ConsentPaperFile } from './application/consent-paper';
import { ConsentsFacade } from './application/consents.facade';
import { HeldConsents } from './application/held-consents';
import { ListConsents } from './application/list-consents';
import { ListForms } from './application/list-forms';
import { OwnConsent } from './application/own-consent';
import { NarrowConsent } from './application/narrow-consent';
import { RecordConsent } from './application/record-consent';
import { RenewConsent } from './application/renew-consent';
import { RehearseWithdrawal } from './application/rehearse-withdrawal';
import { WithdrawConsent } from './application/withdraw-consent';
import { WithdrawalParticipants } from './application/withdrawal-participants';
import { WriteConsent } from './application/write-consent';
import { ConsentRepository } from './persistence/consent.repository';

@Module({
  imports: [IdentityModule, DocumentsModule, ClientsModule, FollowUpsModule],
  providers: [
    ConsentRepository,
    OwnConsent,
    WriteConsent,
    ConsentPaperFile,
    WithdrawalParticipants,
    HeldConsents,
    ConsentsFacade,
    ListForms,
    ListConsents,
    RecordConsent,
    RenewConsent,
    NarrowConsent,
    RehearseWithdrawal,
    WithdrawConsent,
  ],
  exports: [ConsentPaperFile, WithdrawalParticipants, ConsentsFacade, ListForms, ListConsents, RecordConsent, RenewConsent, NarrowConsent, RehearseWithdrawal, WithdrawConsent],
})
export class ConsentsModule {}
