"""A TLS end in front of a PostgreSQL on a Unix socket: tls_front.py CERTIFICATE KEY SOCKET PORT_FILE.

The PostgreSQL of the tests is built without TLS. Answers the SSLRequest of libpq (PostgreSQL manual, "SSL Session
Encryption"), and carries what comes decrypted to the socket. Lives until its parent is gone.
"""

import os
import pathlib
import socket
import ssl
import struct
import sys
import threading
import time

SSL_REQUEST, GSS_REQUEST = 80877103, 80877104


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def serve(client: socket.socket, context: ssl.SSLContext, path: str) -> None:
    try:
        while True:
            length, code = struct.unpack("!ii", client.recv(8, socket.MSG_WAITALL))
            if code != GSS_REQUEST:
                break
            client.sendall(b"N")
        if code != SSL_REQUEST:
            client.close()  # Plain text is not spoken here.
            return
        client.sendall(b"S")
        secured = context.wrap_socket(client, server_side=True)
    except (OSError, struct.error):
        client.close()
        return
    server = socket.socket(socket.AF_UNIX)
    server.connect(path)
    threading.Thread(target=pump, args=(server, secured), daemon=True).start()
    pump(secured, server)


def leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


def main() -> None:
    certificate, key, path, port_file = sys.argv[1:]
    threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    draft = pathlib.Path(port_file + ".new")
    draft.write_text(str(listener.getsockname()[1]))
    draft.rename(port_file)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, context, path), daemon=True).start()


main()
