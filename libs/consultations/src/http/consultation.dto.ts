import { Absent, dtoOf, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { APPOINTMENT_OUTCOMES, type AppointmentOutcome } from '../domain/consultation';
import { APPOINTMENT_ENTRY, CONSULTATION } from '../domain/records';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NextAppointmentDto extends dtoOf(APPOINTMENT_ENTRY, TypedTextDto) {
  @Text('時刻', { max: 5, optional: true, pattern: TIME, like: '13:30 の形' }) plannedTime?: string;
}

export class RecordConsultationDto extends dtoOf(CONSULTATION, TypedTextDto) {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;

  @ApiPropertyOptional({ type: NextAppointmentDto })
  @Absent()
  @ValidateNested()
  @Type(() => NextAppointmentDto)
  next?: NextAppointmentDto;
}

export class AppointmentOutcomeDto {
  @Whole('版', 1, 1_000_000) version: number;
  @OneOf('結果', APPOINTMENT_OUTCOMES) status: AppointmentOutcome;
}
