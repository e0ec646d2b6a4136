import type { Clock, Instant } from '../../../ports/clock.js';
import { newSid } from '../sids.js';
import type { Approval, ApprovalStatus, ContentRequest, ContentSeed, ContentTypes } from './content.js';
import { shapeOf } from './content.js';
import { approvalObjection } from './content-limits.js';

/** A Content resource as the double keeps it. */
export interface StoredContent {
  readonly sid: string;
  readonly friendlyName: string;
  readonly language: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly types: ContentTypes;
  readonly createdAt: Instant;
  approval: Approval;
}

/** The templates, and their way through WhatsApp's approval. */
export interface Contents {
  create(request: ContentRequest): StoredContent;
  find(sid: string): StoredContent | undefined;
  remove(sid: string): boolean;
  all(): readonly StoredContent[];
  submit(content: StoredContent, name: string, category: string): void;
  /** Whatever WhatsApp may decide: at first, or later after complaints. */
  decide(sid: string, status: Exclude<ApprovalStatus, 'unsubmitted'>, reason?: string): void;
}

function startingApproval(types: ContentTypes, status: ApprovalStatus, seed?: ContentSeed): Approval {
  return {
    name: seed?.friendlyName ?? '',
    category: seed?.category ?? (status === 'unsubmitted' ? '' : 'UTILITY'),
    contentType: shapeOf(types).type,
    status,
    rejectionReason: '',
  };
}

export function createContents(
  clock: Clock,
  seeds: readonly ContentSeed[],
  approvals: 'automatic' | 'manual',
): Contents {
  const contents = new Map<string, StoredContent>();

  for (const seed of seeds) {
    const sid = seed.sid ?? newSid('HX');
    contents.set(sid, {
      sid,
      friendlyName: seed.friendlyName,
      language: seed.language,
      variables: seed.variables ?? {},
      types: seed.types,
      createdAt: clock.now(),
      approval: startingApproval(seed.types, seed.approval ?? 'unsubmitted', seed),
    });
  }

  return {
    create({ friendly_name: friendlyName, language, variables, types }) {
      const content: StoredContent = {
        sid: newSid('HX'),
        friendlyName: friendlyName ?? '',
        language,
        variables,
        types,
        createdAt: clock.now(),
        approval: startingApproval(types, 'unsubmitted'),
      };
      contents.set(content.sid, content);
      return content;
    },
    find: (sid) => contents.get(sid),
    remove: (sid) => contents.delete(sid),
    all: () => [...contents.values()],
    submit(content, name, category) {
      const objection =
        approvals === 'automatic' ? approvalObjection(content.types, content.variables) : null;
      const decided = objection === null ? 'approved' : 'rejected';
      content.approval = {
        name,
        category,
        contentType: shapeOf(content.types).type,
        status: approvals === 'automatic' ? decided : 'received',
        rejectionReason: objection ?? '',
      };
    },
    decide(sid, status, reason = '') {
      const content = contents.get(sid);
      if (content === undefined) throw new Error(`There is no content ${sid}.`);
      content.approval = { ...content.approval, status, rejectionReason: reason };
    },
  };
}
