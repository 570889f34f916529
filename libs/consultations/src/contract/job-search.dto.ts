export class JobSearchWrittenDto {
  id: string;
  version: number;
}

export class IntroductionSettledDto {
  id: string;
  version: number;
  result: string;
}

export class RegistrationDto {
  id: string;
  registrationNumber: string;
  registeredOn: string;
  /** Last valid day. */
  validUntil: string;
  /** Valid today. */
  valid: boolean;
  firstEver: string;
  lastUsedOn: string | null;
  wish: string;
  officeName: string;
  authorName: string;
  own: boolean;
  version: number;
}

export class IntroductionDto {
  id: string;
  registrationId: string;
  consultationId: string | null;
  introducedOn: string;
  openingNumber: string;
  employerName: string;
  occupation: string;
  result: string;
  resultOn: string | null;
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
