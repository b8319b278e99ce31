import { SettingError } from '../platform/setting-error.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import {
  joinedPlans,
  plansGone,
  undoneManyChange,
  type KeptMember,
  type MadeChange,
  type UndonePart,
  type UndonePlans,
} from '../protocol/changes.ts'
import type { CommandLine } from './command-line.ts'
import { withControl } from './local-control.ts'
import type { Control } from './remote-control.ts'

/** `hub members undo`: lists the imports that can be taken back, or takes one back. */
export async function undoImport(line: CommandLine, given?: string): Promise<void> {
  const { terminal } = line
  const isPreview = line.given.preview === true
  if (given === undefined) {
    if (isPreview)
      throw new SettingError('--preview takes the id of an import. List them with: hub members undo.')
    const changes = await withControl(line, (control) => control.listChanges())
    terminal.out.write(`${changes.map(listed).join('\n') || 'There was no import in the last 30 days.'}\n`)
    return
  }
  const { id } = decodeParams(undoneManyChange, { id: given })
  await withControl(line, async (control) => {
    let part: UndonePart | null = null
    const sum = { removed: 0, restored: 0, kept: 0 }
    let plans: UndonePlans | undefined
    do {
      part = await nextPart(control, id, isPreview ? (part?.next ?? null) : undefined)
      sum.removed += part.removed
      sum.restored += part.restored
      sum.kept += part.kept.length
      ;({ plans } = joinedPlans(plans, part.plans))
      for (const member of part.kept) terminal.out.write(`${keptLine(member)}\n`)
    } while (part.next !== null)
    terminal.out.write(`${summaryOf(sum, isPreview)}${plans ? plansLine(plans) : ''}\n`)
  })
}

/** `after` is undefined where it is taken back: the hub knows how far it is. */
function nextPart(control: Control, id: string, after: string | null | undefined): Promise<UndonePart> {
  return after === undefined ? control.undoChange(id) : control.previewUndo(id, after)
}

const STATES: Readonly<Record<MadeChange['state'], string>> = {
  made: '',
  undoing: ', taken back in part: ask again to go on',
  undone: ', taken back',
}

function listed({ id, made_time, made_by, added, changed, state }: MadeChange): string {
  const by = made_by === null ? '' : ` by ${made_by}`
  return `${id}  ${made_time}${by}: ${added} added, ${changed} changed${STATES[state]}`
}

function keptLine({ full_name, memberId, things }: KeptMember): string {
  return `Stays, touched since: ${full_name} (${memberId}): ${things.join(', ')}`
}

function plansLine(plans: UndonePlans): string {
  const gone = plansGone(plans).length
  const kept = plans.kept.map((name) => `"${name}"`).join(', ')
  return ` Plans: ${gone} removed${kept === '' ? '' : `, ${kept} stay: somebody has them, or they were changed since`}.`
}

function summaryOf(sum: { removed: number; restored: number; kept: number }, isPreview: boolean): string {
  const counts = `${sum.removed} removed, ${sum.restored} as before, ${sum.kept} with something that stays`
  return isPreview
    ? `Nothing is changed. Of the members would be: ${counts}.`
    : `Taken back. Members: ${counts}.`
}
