import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { frameBytes } from './frames.ts'

/** One desk's socket: replies are gathered over a turn. */
export interface Client {
  replies: string[]
  /** Sends the replies and then what every client is told, all of one turn. */
  deliver: (news: News) => void
}

/** What every client is told in one turn; the bytes are made once for all of them. */
export interface News {
  texts: readonly string[]
  bytes: Buffer
}

/** `limit`: one write a client and turn. `send-each`: the way of `ws`, one `send` a frame and client. */
export const DELIVERIES = ['limit', 'send-each'] as const
export type Delivery = (typeof DELIVERIES)[number]

export function createClient(delivery: Delivery, socket: WebSocket, connection: Duplex): Client {
  const client: Client = {
    replies: [],
    deliver(news) {
      const { replies } = client
      if (replies.length > 0) client.replies = []
      if (delivery === 'send-each') {
        for (const text of replies) socket.send(text)
        for (const text of news.texts) socket.send(text)
        return
      }
      connection.cork()
      if (replies.length > 0) connection.write(frameBytes(replies))
      if (news.bytes.length > 0) connection.write(news.bytes)
      connection.uncork()
    },
  }
  return client
}
