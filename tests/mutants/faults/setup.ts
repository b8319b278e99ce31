import type { Fault } from '../fault.ts'

const LEARN = 'renderer/services/readers/learn-profile.ts'
const LEARN_TEST = ['renderer/services/readers/learn-profile.test.ts']
const SOCKET = 'renderer/services/reconnecting-socket.ts'
const NOTICES_TEST = ['renderer/services/notices/notices.test.ts']
const CARD_CODES_TEST = ['tests/hub/members/card-codes.test.ts']
const CHANGE_MEMBER = 'server/commands/members/change-member.ts'
const RESOLUTION_TEST = ['tests/e2e/resolution.test.ts']
const LONG_RESOLUTION_TEST = ['tests/long/resolution.test.ts']
const UNREAD_TEST = ['tests/long/unread-cards.test.ts']

/** Cards that no desk reads and nobody hears of. */
const readerFaults: readonly Fault[] = [
  {
    name: 'what a fast reader taught leaves a slower one unread',
    file: LEARN,
    was: 'Math.max(roomMs, MIN_KEY_GAP_MS)',
    becomes: 'Math.max(roomMs, 20)',
    caughtBy: LEARN_TEST,
    title: 'one beside it',
  },
  {
    name: 'what a fast reader taught before goes on leaving a slower one unread',
    file: 'renderer/services/scanner/stored-profile.ts',
    was: '{ ...profile, maxKeyGapMs: Math.max(profile.maxKeyGapMs, MIN_KEY_GAP_MS) }',
    becomes: 'profile',
    caughtBy: ['renderer/services/scanner/stored-profile.test.ts'],
    title: 'no longer so',
  },
  {
    name: 'the test of a reader judges by its characters alone',
    file: LEARN,
    was: "return wouldRead(keys, profile, expectedCode) ? profile : { problem: 'unread' }",
    becomes: 'return profile',
    caughtBy: LEARN_TEST,
    title: 'finds no code',
  },
  {
    name: 'only the AIM id of the test code counts as learned',
    file: 'renderer/services/scanner/decode-keys.ts',
    was: "if (learned === '' || given === '') return null",
    becomes: "if (learned === '' || given !== '') return null",
    caughtBy: ['renderer/services/scanner/decode-keys.test.ts'],
    title: 'another kind',
    isSlow: true,
  },
  {
    name: 'an AIM id is cut off a card that was stored with it',
    file: 'server/commands/members/card-code.ts',
    was: 'return (await findCredential(db, code)) ? code : bare',
    becomes: 'return bare',
    caughtBy: CARD_CODES_TEST,
    title: 'never lets in',
    isSlow: true,
  },
  {
    name: 'a card that not every desk reads is given to a member',
    file: 'server/commands/members/attach-card.ts',
    was: '  requireReadable(asked.code)\n',
    becomes: '',
    caughtBy: CARD_CODES_TEST,
    title: 'given to nobody',
    isSlow: true,
  },
  {
    name: 'the lines of a long scan make a card',
    file: 'server/commands/members/attach-card.ts',
    was: '  requireReadable(asked.code)\n',
    becomes: '  requireReadable(code)\n',
    caughtBy: CARD_CODES_TEST,
    title: 'of many lines',
    isSlow: true,
  },
  {
    name: 'a card stored before is no longer given again to its own member',
    file: 'server/commands/members/attach-card.ts',
    was: '  const member = await findMember(tx, memberId, context.counters.day.day)\n',
    becomes:
      '  requireReadable(asked.code)\n  const member = await findMember(tx, memberId, context.counters.day.day)\n',
    caughtBy: CARD_CODES_TEST,
    title: 'stored before',
    isSlow: true,
  },
  {
    name: 'the light says nothing of a card that came too slowly',
    file: 'renderer/features/scan/use-scanner.ts',
    was: 'onUnread: (why) => readers.notBelieved(why),',
    becomes: '',
    caughtBy: UNREAD_TEST,
    title: 'too slowly|at 60 ms',
    isSlow: true,
  },
  {
    name: 'the light says nothing of a prefix that was not learned',
    file: 'renderer/services/readers/readers.ts',
    was: 'this.#differing = differs ? code : null',
    becomes: 'this.#differing = null',
    caughtBy: UNREAD_TEST,
    title: 'a prefix',
    isSlow: true,
  },
  {
    name: 'the test says of a reader that is too slow that its code is as printed',
    file: 'renderer/features/setup/TestResultView.tsx',
    was: 'code === TEST_CODE && !isUnread',
    becomes: 'code === TEST_CODE',
    caughtBy: UNREAD_TEST,
    title: 'too slowly is told',
    isSlow: true,
  },
  {
    name: 'the sheet searches an owner for a card that not every desk reads',
    file: 'renderer/features/scan/AttachSheet.tsx',
    was: '{isReadableCode(code) ? (',
    becomes: '{isReadableCode(code) || true ? (',
    caughtBy: UNREAD_TEST,
    title: 'given to nobody',
    isSlow: true,
  },
  {
    name: 'the light stays unread while another reader reads every card',
    file: 'renderer/services/readers/readers.ts',
    was: 'last: { at, readerId }, unread: null',
    becomes: 'last: { at, readerId }',
    caughtBy: ['renderer/services/readers/readers.test.ts'],
    title: 'any reader',
  },
  {
    name: 'a camera that was overtaken while it started goes on',
    file: 'renderer/services/readers/readers.ts',
    was: 'if (turn !== this.#cameraTurn) camera?.stop()',
    becomes: 'if (!this.#store.getState().isCameraOn) camera?.stop()',
    caughtBy: ['tests/long/camera.test.ts'],
    title: 'runs once',
    isSlow: true,
  },
]

/** What a desk makes of a line that ended. */
const lineFaults: readonly Fault[] = [
  {
    name: 'a changed role is a lost connection',
    file: SOCKET,
    was: '    else this.#parts.changed({ isLost: true })\n',
    becomes: '    this.#parts.changed({ isLost: true })\n',
    caughtBy: NOTICES_TEST,
    title: 'changed role',
  },
  {
    name: 'a changed role is a lost connection while the desk connects again',
    file: SOCKET,
    was: 'this.#failures === 0 || (this.#failures === 1 && this.#isSignInAsked)',
    becomes: 'this.#failures === 0',
    caughtBy: NOTICES_TEST,
    title: 'changed role',
    isSlow: true,
  },
  {
    name: 'a desk that was turned away still knows who is inside',
    file: 'renderer/services/connection.ts',
    was: 'if (isTurnedAway(this.connection)) this.#known.turnedAway()',
    becomes: '',
    caughtBy: ['renderer/services/connection.test.ts'],
    title: 'nothing of the gym',
  },
  {
    name: 'a desk that was turned away still shows the desk',
    file: 'renderer/app/App.tsx',
    was: 'isTurnedAway({ stoppedBecause }) ? <TurnedAwayScreen /> : <DeskScreen />',
    becomes: 'stoppedBecause === null ? <DeskScreen /> : <DeskScreen />',
    caughtBy: ['tests/long/turned-away.test.ts'],
    title: 'shows no names',
    isSlow: true,
  },
]

/** Steps after a result. */
const stepFaults: readonly Fault[] = [
  {
    name: 'Escape dismisses an answer that nobody has read',
    file: 'renderer/services/scan-queue.ts',
    was: '    if (this.meant(agoMs) !== this.#shown) return\n',
    becomes: '',
    caughtBy: ['renderer/services/scan-queue.test.ts'],
    title: 'dismisses nothing',
  },
  {
    name: 'a key that a busy page hears of late is meant for what came since',
    file: 'renderer/ui/use-key.ts',
    was: 'act(Math.max(performance.now() - event.timeStamp, 0))',
    becomes: 'act(0)',
    caughtBy: LONG_RESOLUTION_TEST,
    title: 'hears of it late',
    isSlow: true,
  },
  {
    name: 'arrows do not walk through the members whose card it may be',
    file: 'renderer/features/scan/AttachSheet.tsx',
    was: '        walkRows(event, list.current)\n',
    becomes: '',
    caughtBy: LONG_RESOLUTION_TEST,
    title: 'by arrows',
    isSlow: true,
  },
  {
    name: 'Enter gives a card to the first of several',
    file: 'renderer/ui/row-focus.ts',
    was: 'if (second) first?.focus()',
    becomes: 'if (second) first?.click()',
    caughtBy: LONG_RESOLUTION_TEST,
    title: 'by arrows',
    isSlow: true,
  },
  {
    name: 'what was received is taken for what is still due',
    file: 'renderer/features/scan/renewal.ts',
    was: 'member.debt_cents + money.price - money.received',
    becomes: 'money.price + money.received',
    caughtBy: ['renderer/features/scan/renewal.test.ts'],
    title: 'part of the debt',
    isSlow: true,
  },
  {
    name: 'a check-in is undone without its renewal, and nobody is asked',
    file: 'renderer/features/scan/use-steps.ts',
    was: "step !== 'undo' || shown.renewal",
    becomes: "step !== 'undo'",
    caughtBy: RESOLUTION_TEST,
    title: 'takes back a renewal',
    isSlow: true,
  },
  {
    name: 'a renewal is undone though something changed the member since',
    file: CHANGE_MEMBER,
    was: 'before.updated_at === Date.parse(changed_time) && isMade',
    becomes: 'isMade',
    caughtBy: ['tests/hub/members/member-card.test.ts'],
    title: 'changed the member since',
    isSlow: true,
  },
  {
    name: 'a renewal is undone over the visit that was taken of it',
    file: CHANGE_MEMBER,
    was: 'const isMade = sale ? unsold !== null : has(known, now)',
    becomes: 'const isMade = true',
    caughtBy: ['tests/hub/members/member-card.test.ts'],
    title: 'given back',
    isSlow: true,
  },
  {
    name: 'a long name is cut off in the list of who is inside',
    file: 'renderer/features/members/members.css',
    was: '  min-width: 45%;\n',
    becomes: '  min-width: 45%;\n  overflow: hidden;\n  text-overflow: ellipsis;\n  white-space: nowrap;\n',
    caughtBy: ['tests/long/names.test.ts'],
    title: 'very_large',
    isSlow: true,
  },
  {
    name: 'a long name is cut off in what happened at all desks',
    file: 'renderer/features/activity/activity.css',
    was: '.activity__more {\n  overflow: hidden;',
    becomes: '.activity__name,\n.activity__more {\n  overflow: hidden;',
    caughtBy: ['tests/long/names.test.ts'],
    title: 'very_large',
    isSlow: true,
  },
]

export const setUpFaults = [...readerFaults, ...lineFaults, ...stepFaults]
