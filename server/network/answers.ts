import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { HubLimits } from '../settings/limits.ts'

interface AnswerParts {
  limits: Pick<HubLimits, 'pipelinedRequests' | 'unreadAnswerBytes'>
  /** Answers a request. */
  handle: RequestListener
}

/** Requests over HTTP on their way to an answer, connection by connection. */
export interface Answers {
  handle: RequestListener
  /** Told of a connection on which for too long nothing was taken or sent: cuts it, but not where the answer is being made. */
  stalled: (connection: Socket) => void
}

/**
 * Bounds what clients cost that ask and do not read: a connection's requests are answered one after the other, each when the answer before
 * it is out of our hands; a few may wait. Where all unread answers together are too much, whoever has left most unread is cut.
 */
export function boundAnswers({ limits, handle }: AnswerParts): Answers {
  const lines = new WeakMap<Socket, Exchange[]>()
  const answering = new Set<Socket>()
  const cutGreediest = (): void => {
    while (unreadOf(answering) > limits.unreadAnswerBytes) {
      const [greediest] = [...answering].toSorted((one, other) => other.writableLength - one.writableLength)
      if (!greediest) return
      greediest.destroy()
      answering.delete(greediest)
    }
  }
  const answerNext = (connection: Socket, line: Exchange[]): void => {
    const next = line.shift()
    if (!next || connection.destroyed) return
    answering.add(connection)
    next.response.once('prefinish', cutGreediest)
    next.response.once('close', () => {
      answering.delete(connection)
      answerNext(connection, line)
    })
    handle(next.request, next.response)
  }
  return {
    handle(request, response) {
      const { socket: connection } = request
      if (connection.destroyed) return
      const line = lines.get(connection) ?? []
      lines.set(connection, line)
      line.push({ request, response })
      if (!answering.has(connection)) answerNext(connection, line)
      else if (line.length > limits.pipelinedRequests) connection.destroy()
    },
    stalled(connection) {
      const isBeingMade = answering.has(connection) && connection.writableLength === 0
      if (!isBeingMade) connection.destroy()
    },
  }
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

/** Bytes of their answers that the system has not taken from us. */
function unreadOf(connections: Iterable<Socket>): number {
  let sum = 0
  for (const { writableLength } of connections) sum += writableLength
  return sum
}
