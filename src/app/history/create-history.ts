import type { SchoolYear } from '../../core/history/figures.js';
import type { NoteChange } from '../../core/history/notes.js';
import type { AlertAction } from '../../core/alerts/types.js';
import type { Handlers } from '../handlers.js';
import { figuresFor } from './figures.js';
import { fileInTalk, fileOfAlert } from './files.js';
import { groupOf } from './group.js';
import { historyOf } from './history.js';
import { looksOf } from './looks.js';
import { actOnPage } from './open-alert.js';
import { wholeHistory } from './whole-history.js';
import { judgementRows } from './judgement-rows.js';
import { judge, judgingOf, toJudge } from './judging.js';
import { changeNote } from './notes.js';
import { searchIn, transcriptOf } from './transcripts.js';
import { decideShare } from './kept-shares.js';
import { writeTo } from './writing.js';

/**
 * Looking back, for staff. The first argument is always who looks, by id of the roster: every function asks the rights
 * table, answers null or 'refused' where it says no, and records the look.
 */
export type HistoryPages = ReturnType<typeof createHistory>;

export function createHistory(handlers: Handlers) {
  const { deps } = handlers;
  return {
    figures: (viewer: string, year?: SchoolYear) => figuresFor(deps, viewer, year),
    group: (viewer: string) => groupOf(deps, viewer),
    history: (viewer: string, student: string, before?: string) => historyOf(deps, viewer, student, before),
    transcript: (viewer: string, student: string, talk: string) => transcriptOf(deps, viewer, student, talk),
    file: (viewer: string, at: { student: string; talk: string; file: string }) =>
      fileInTalk(deps, viewer, at),
    alertFile: (viewer: string, alert: string, file: string) => fileOfAlert(deps, viewer, alert, file),
    search: (viewer: string, student: string, words: string) => searchIn(deps, viewer, student, words),
    alert: (viewer: string, alert: string, action: AlertAction) => actOnPage(handlers, viewer, alert, action),
    looks: (viewer: string, student: string) => looksOf(deps, viewer, student),
    whole: (viewer: string, student: string) => wholeHistory(deps, viewer, student),
    toJudge: (viewer: string) => toJudge(deps, viewer),
    judging: (viewer: string, student: string, number: number) => judgingOf(deps, viewer, student, number),
    judgements: (viewer: string) => judgementRows(deps, viewer),
    judge: (viewer: string, student: string, number: number, verdict: Parameters<typeof judge>[4]) =>
      judge(handlers, viewer, student, number, verdict),
    changeNote: (viewer: string, student: string, change: NoteChange) =>
      changeNote(deps, viewer, student, change),
    decideShare: (viewer: string, student: string, decision: Parameters<typeof decideShare>[3]) =>
      decideShare(deps, viewer, student, decision),
    write: (viewer: string, student: string, message: Parameters<typeof writeTo>[3]) =>
      writeTo(handlers, viewer, student, message),
  };
}
