import { parentPort, workerData } from 'node:worker_threads'
import { readMembersFile, type MembersFile } from '../commands/members/file/read-members-file.ts'
import { giveWay } from '../platform/give-way.ts'
import { HubError } from '../protocol/errors.ts'
import type { FileAnswer, FileQuestion } from './read-file-apart.ts'

/** The thread that reads one members file: gives a piece whenever it is asked, until it is ended. */
giveWay()
const file = workerData as MembersFile
let pieces = readMembersFile(file)

async function answerTo(question: FileQuestion): Promise<FileAnswer> {
  if (question === 'first') pieces = readMembersFile(file)
  try {
    const next = await pieces.next()
    return { piece: next.done ? null : next.value }
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const { code, message, details } = error
    return { refusal: { code, message, details } }
  }
}

parentPort?.on('message', (question: FileQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer))
})
