import { Module } from '@nestjs/common';
import { ClientsModule } from '@madoguchi/clients';
import { DocumentsModule } from '@madoguchi/documents';
import { IdentityModule } from '@madoguchi/identity';
import { BeginToday } from './application/begin-today';
import { FinishFollowUp } from './application/finish-follow-up';
import { FollowUpsFacade } from './application/follow-ups.facade';
import { ItemsOfAssignee } from './application/items-of-assignee';
import { ListFollowUps } from './application/list-follow-ups';
import { PostponeFollowUp } from './application/postpone-follow-up';
import { ReassignFollowUp } from './application/reassign-follow-up';
import { SeeReminder } from './application/see-reminder';
import { FollowUpRepository } from './persistence/follow-up.repository';

@Module({
  imports: [IdentityModule, DocumentsModule, ClientsModule],
  providers: [FollowUpRepository, FollowUpsFacade, ListFollowUps, ReassignFollowUp, PostponeFollowUp, FinishFollowUp, BeginToday, SeeReminder, ItemsOfAssignee],
  exports: [FollowUpsFacade, ListFollowUps, ReassignFollowUp, PostponeFollowUp, FinishFollowUp, BeginToday, SeeReminder],
})
export class FollowUpsModule {}
