// Sends one file and gives the part of the page that shows what arrived; XMLHttpRequest tells its progress, fetch does not.
export function sendFile(path, file, onProgress) {
  const body = new FormData();
  body.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf"]').content);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Error("offline")));
    request.addEventListener("load", () => {
      if (request.status === 401) location.reload(); // the session has ended: the page leads to the sign-in page
      else if (request.status < 300) resolve(request.responseText);
      else reject(new Error(String(request.status)));
    });
    request.send(body);
  });
}
