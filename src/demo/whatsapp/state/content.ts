import { z } from 'zod';

/** The content types that the double plays; Twilio has more, which are refused here. */
export const contentTypesSchema = z
  .strictObject({
    'twilio/text': z.strictObject({ body: z.string().min(1) }).optional(),
    'twilio/quick-reply': z
      .strictObject({
        body: z.string().min(1),
        actions: z
          .array(
            z.strictObject({
              type: z.literal('QUICK_REPLY').optional(),
              title: z.string().min(1),
              id: z.string().min(1).max(200).optional(),
            }),
          )
          .min(1)
          .max(10),
      })
      .optional(),
    'twilio/list-picker': z
      .strictObject({
        body: z.string().min(1),
        button: z.string().min(1),
        items: z
          .array(
            z.strictObject({
              id: z.string().min(1).max(200),
              item: z.string().min(1),
              description: z.string().optional(),
            }),
          )
          .min(1)
          .max(10),
      })
      .optional(),
  })
  .refine(
    (types) => Object.values(types).some((type) => type !== undefined),
    'types needs at least one type',
  );

/** The body of POST /v1/Content. */
export const contentRequestSchema = z.strictObject({
  friendly_name: z.string().optional(),
  language: z.string().min(2),
  variables: z.record(z.string().min(1).max(16), z.string().max(1600)).default({}),
  types: contentTypesSchema,
});

export type ContentTypes = z.infer<typeof contentTypesSchema>;
export type ContentRequest = z.infer<typeof contentRequestSchema>;

/** Where a template stands with WhatsApp. Outside the 24-hour window only `approved` may be sent. */
export type ApprovalStatus =
  'unsubmitted' | 'received' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

export interface Approval {
  readonly name: string;
  readonly category: string;
  readonly contentType: string;
  readonly status: ApprovalStatus;
  readonly rejectionReason: string;
}

/** A template that is there from the start. With `approval: 'approved'` no request is needed, nor judged. */
export interface ContentSeed {
  readonly sid?: string;
  readonly friendlyName: string;
  readonly language: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly types: ContentTypes;
  readonly approval?: ApprovalStatus;
  readonly category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
}

/** Everything that can be tapped or read, whatever the type: what rendering and limits look at. */
export type ContentShape =
  | { readonly type: 'twilio/text'; readonly body: string }
  | { readonly type: 'twilio/quick-reply'; readonly body: string; readonly actions: readonly ShapeAction[] }
  | {
      readonly type: 'twilio/list-picker';
      readonly body: string;
      readonly button: string;
      readonly items: readonly ShapeItem[];
    };

export interface ShapeAction {
  readonly title: string;
  readonly id?: string | undefined;
}

export interface ShapeItem {
  readonly id: string;
  readonly item: string;
  readonly description?: string | undefined;
}

/** The type that WhatsApp gets: the richest that the content has. */
export function shapeOf(types: ContentTypes): ContentShape {
  const list = types['twilio/list-picker'];
  if (list !== undefined) return { type: 'twilio/list-picker', ...list };
  const quickReply = types['twilio/quick-reply'];
  if (quickReply !== undefined) return { type: 'twilio/quick-reply', ...quickReply };
  return { type: 'twilio/text', body: types['twilio/text']?.body ?? '' };
}

/** All texts of a content in which a variable may stand. */
export function textsOf(shape: ContentShape): readonly string[] {
  switch (shape.type) {
    case 'twilio/text':
      return [shape.body];
    case 'twilio/quick-reply':
      return [shape.body, ...shape.actions.flatMap((action) => [action.title, action.id ?? ''])];
    case 'twilio/list-picker':
      return [
        shape.body,
        shape.button,
        ...shape.items.flatMap((item) => [item.id, item.item, item.description ?? '']),
      ];
  }
}
