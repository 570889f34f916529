import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { storedOf } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { KeepAppointment } from '../application/keep-appointment';
import { ReadConsultations } from '../application/read-consultations';
import { RecordConsultation } from '../application/record-consultation';
import { AppointmentSettledDto, ConsultationRecordedDto, ConsultationsDto } from '../contract/consultation.dto';
import { APPOINTMENT_ENTRY, CONSULTATION } from '../domain/records';
import { AppointmentOutcomeDto, RecordConsultationDto } from './consultation.dto';

@Controller('clients/:id/consultations')
export class ClientConsultationsController {
  constructor(
    private readonly readConsultations: ReadConsultations,
    private readonly recordConsultation: RecordConsultation,
  ) {}

  @Get()
  @Look('clients.read')
  async list(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<ConsultationsDto> {
    return { items: await this.readConsultations.run(ctx, id) };
  }

  @Post()
  @Command('consultations.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RecordConsultationDto): Promise<ConsultationRecordedDto> {
    return this.recordConsultation.run(ctx, {
      personId: id,
      caseId: body.caseId,
      ...storedOf(CONSULTATION, body),
      next: body.next ? { ...storedOf(APPOINTMENT_ENTRY, body.next), plannedTime: body.next.plannedTime ?? null } : null,
    });
  }
}

@Controller('appointments')
export class AppointmentsController {
  constructor(private readonly keepAppointment: KeepAppointment) {}

  @Post(':id/outcome')
  @HttpCode(200)
  @Command('consultations.write')
  async outcome(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AppointmentOutcomeDto): Promise<AppointmentSettledDto> {
    return this.keepAppointment.run(ctx, id, body.version, body.status);
  }
}
