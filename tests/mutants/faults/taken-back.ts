import type { Fault } from '../fault.ts'

const UNDO = ['tests/hub/members/undo-import.test.ts']

/** In taking an import back: that nothing of it stays, and nothing goes that came later. */
export const takenBackFaults: readonly Fault[] = [
  {
    name: 'what a desk has changed since goes back with the import',
    file: 'server/commands/changes/plan-undo.ts',
    was: '      if (isOther) touched.add(thing)\n',
    becomes: '',
    caughtBy: UNDO,
    title: 'touched since',
    isSlow: true,
  },
  {
    name: 'who came with an import goes, whatever stands on them',
    file: 'server/commands/changes/plan-undo.ts',
    was: 'new Set<KeptThing | null>(standing)',
    becomes: 'new Set<KeptThing | null>(standing.slice(standing.length))',
    caughtBy: UNDO,
    title: 'touched since',
    isSlow: true,
  },
  {
    name: 'what an import booked stays when it is taken back',
    file: 'server/commands/changes/undo-change.ts',
    was: '  for (const member of members) await reverseEntries(context, member, by)\n',
    becomes: '',
    caughtBy: UNDO,
    title: 'leaves the ledger whole',
    isSlow: true,
  },
  {
    name: 'a member who was here is not looked at before an import writes them',
    file: 'server/commands/changes/record-change.ts',
    was: '      before.push(...(await read(tx, memberIds)))\n',
    becomes: '',
    caughtBy: UNDO,
    title: 'is taken back whole',
  },
]
