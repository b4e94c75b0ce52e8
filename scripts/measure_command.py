"""Runs a command and prints what it and everything it started used, as JSON: measure_command.py COMMAND...

Node can say this of itself only, but the app command also runs esbuild.
"""

import json
import os
import subprocess
import sys

command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(command.pid, 0)
# The one difference between the systems: macOS counts bytes.
kibibytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
print(
    json.dumps(
        {
            "status": os.waitstatus_to_exitcode(status),
            "seconds": usage.ru_utime + usage.ru_stime,
            "peakMebibytes": kibibytes / 1024,
        }
    )
)
