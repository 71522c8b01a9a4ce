import { createServer, type Server, type Socket } from 'node:net';

/** A mail as it was handed over: the lines after DATA. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail server that takes every mail and hands it on. */
export function smtpServer(onMail: (mail: Mail) => void): Server {
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 loopback ESMTP\r\n');
    converse(socket, onMail);
  });
}

function converse(socket: Socket, onMail: (mail: Mail) => void): void {
  let unread = '';
  let data: string[] | undefined;
  const answer = (line: string): string | undefined => {
    if (data !== undefined) {
      if (line !== '.') {
        data.push(line.replace(/^\.\./, '.'));
        return undefined;
      }
      onMail(parseMail(data.join('\r\n')));
      data = undefined;
      return '250 taken';
    }
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return '250 loopback';
      case 'DATA':
        data = [];
        return '354 go on';
      case 'QUIT':
        return '221 bye';
      default:
        return '250 ok';
    }
  };
  socket.on('data', (chunk) => {
    const lines = (unread + chunk.toString('utf8')).split('\r\n');
    unread = lines.pop() ?? '';
    for (const reply of lines.map(answer)) {
      if (reply !== undefined) {
        socket.write(`${reply}\r\n`);
      }
    }
  });
}

function parseMail(source: string): Mail {
  const [, boundary = ''] = /boundary="?([^"\r\n;]+)/.exec(source) ?? [];
  const parts = source.split(`--${boundary}`);
  const body = (type: string) => {
    const part = parts.find((one) => one.includes(`Content-Type: text/${type}`)) ?? '';
    return quotedPrintable(part.slice(part.indexOf('\r\n\r\n') + 4))
      .replaceAll('\r\n', '\n')
      .trim();
  };
  const [, subject = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(source) ?? [];
  return { subject: encodedWords(subject), text: body('plain'), html: body('html') };
}

/** RFC 2045, section 6.7. */
function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /[^\x00-\xff]/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** RFC 2047, only its encoding Q. */
function encodedWords(text: string): string {
  return text
    .replace(/\r\n[ \t]/g, '')
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_all, word: string) => quotedPrintable(word.replaceAll('_', ' ')));
}
