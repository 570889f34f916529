import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { storedOf } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { IntroduceJob } from '../application/introduce-job';
import { ReadJobSearch } from '../application/read-job-search';
import { RegisterJobSeeker } from '../application/register-job-seeker';
import { IntroductionSettledDto, JobSearchDto, JobSearchWrittenDto } from '../contract/job-search.dto';
import { INTRODUCTION_ENTRY, REGISTRATION_ENTRY } from '../domain/records';
import { IntroduceJobDto, IntroductionResultDto, RegisterJobSeekerDto } from './job-search.dto';

@Controller('clients/:id')
export class ClientJobSearchController {
  constructor(
    private readonly readJobSearch: ReadJobSearch,
    private readonly registerJobSeeker: RegisterJobSeeker,
    private readonly introduceJob: IntroduceJob,
  ) {}

  @Get('job-search')
  @Look('clients.read')
  async read(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<JobSearchDto> {
    return this.readJobSearch.run(ctx, id);
  }

  @Post('registrations')
  @Command('job_search.write')
  async register(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RegisterJobSeekerDto): Promise<JobSearchWrittenDto> {
    return this.registerJobSeeker.run(ctx, { personId: id, caseId: body.caseId, ...storedOf(REGISTRATION_ENTRY, body), validUntil: body.validUntil });
  }

  @Post('introductions')
  @Command('job_search.write')
  async introduce(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: IntroduceJobDto): Promise<JobSearchWrittenDto> {
    return this.introduceJob.introduce(ctx, { personId: id, caseId: body.caseId, ...storedOf(INTRODUCTION_ENTRY, body) });
  }
}

@Controller('introductions')
export class IntroductionsController {
  constructor(private readonly introduceJob: IntroduceJob) {}

  @Post(':id/result')
  @HttpCode(200)
  @Command('job_search.write')
  async result(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: IntroductionResultDto): Promise<IntroductionSettledDto> {
    return this.introduceJob.result(ctx, id, body.version, body.result, body.resultOn);
  }
}
