import { answerOf } from '@madoguchi/platform';
import { INTRODUCTION, REGISTRATION } from '../domain/records';

export class JobSearchWrittenDto {
  id: string;
  version: number;
}

export class IntroductionSettledDto {
  id: string;
  version: number;
  result: string;
}

export class RegistrationDto extends answerOf(REGISTRATION) {
  id: string;
  /** Valid today. */
  valid: boolean;
  officeName: string;
  authorName: string;
  own: boolean;
  version: number;
}

export class IntroductionDto extends answerOf(INTRODUCTION) {
  id: string;
  registrationId: string;
  officeName: string;
  authorName: string;
  own: boolean;
  version: number;
}

export class JobSearchDto {
  /** The newest registration that is valid today. */
  registration: RegistrationDto | null;
  registrations: RegistrationDto[];
  introductions: IntroductionDto[];
}
