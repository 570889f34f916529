import { TypedTextDto } from '@madoguchi/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsObject, ValidateBy } from 'class-validator';
import { isStorable } from '../domain/draft-body';

export class SaveDraftDto extends TypedTextDto {
  /** Fields as typed; unchecked. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject({ message: 'value|下書きを保存できません。画面を読み込み直してください。' })
  @ValidateBy(
    { name: 'isStorable', validator: { validate: isStorable } },
    { message: 'control_character|下書きに使えない文字が含まれています。入力し直してください。' },
  )
  body: Record<string, unknown>;
}

export class DraftSavedDto {
  savedAt: string;
}

export class DraftDto {
  kind: string;
  subject: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  body: Record<string, unknown>;
  savedAt: string;
}

export class DraftNameDto {
  kind: string;
  subject: string;
  savedAt: string;
}

export class DraftListDto {
  drafts: DraftNameDto[];
}
