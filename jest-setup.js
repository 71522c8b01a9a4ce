if (typeof window !== 'undefined') {
  require('./.config/jest-setup');

  // What React 19 and scenes need and jsdom does not have. Node's own MessageChannel would keep jest from exiting.
  class MessageChannel {
    constructor() {
      this.port1 = { onmessage: null };
      this.port2 = { postMessage: (data) => queueMicrotask(() => this.port1.onmessage?.({ data })) };
    }
  }
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  }
  Object.assign(global, { MessageChannel, IntersectionObserver: Observer, ResizeObserver: Observer });
  HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 7 }) });
}
