// The few words needed before the server was ever heard; all others come with its hello.

const CHINESE = {
  open: "联系客服",
  close: "关闭聊天窗口",
  connecting: "正在连接…",
  unreachable: "网络不通。您写的内容会保存，恢复后自动发送。",
  messages: "聊天记录",
  write: "输入消息",
  send: "发送",
  sending: "发送中",
  queued: "等待网络恢复后发送",
  unread: "{count} 条未读消息",
  today: "今天",
  yesterday: "昨天",
};

const ENGLISH = {
  open: "Chat with us",
  close: "Close the chat window",
  connecting: "Connecting…",
  unreachable: "No connection. What you write is kept and sent as soon as there is one.",
  messages: "Messages",
  write: "Write a message",
  send: "Send",
  sending: "Sending",
  queued: "Will be sent once there is a connection",
  unread: "{count} unread",
  today: "Today",
  yesterday: "Yesterday",
};

export function firstWords(language) {
  return /^(zh|$)/i.test(language) ? CHINESE : ENGLISH;
}

export function fill(sentence, gaps) {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (whole, name) => gaps[name] ?? whole);
}
