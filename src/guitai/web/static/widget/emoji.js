// The emoji within one tap; every other one can be typed.

export const EMOJI = [
  ..."😀😄😂🤣😊😉😍😘🤔😅😭😢😡😱😳😴🙏👍👎👌💪👏🤝👋😎🙌🎉🎁🌹💐💕💔🔥✨⭐💯✅❌❓❗",
];
