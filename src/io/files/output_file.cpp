#include "tema/io/output_file.hpp"

#include "tema/core/error.hpp"

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

namespace files = std::filesystem;

constexpr std::size_t buffered = std::size_t{1} << 16;
constexpr mode_t default_mode = 0666;  // minus the umask of the process
constexpr mode_t permissions = 0777;

/// The folder that a path leads to, with all links followed as far as there are folders.
files::path real_folder_of(const files::path& path) {
  std::error_code error;
  const files::path folder = path.has_parent_path() ? path.parent_path() : files::path(".");
  files::path real = files::weakly_canonical(folder, error);
  return error ? folder : real;
}

/// True for devices and for the open files of processes. Memory that is mounted below /dev is a folder like
/// others, and so is the one that /proc/self/cwd leads to.
bool is_kernels(const files::path& path) {
  const std::string folder = real_folder_of(path).string() + '/';
  return folder.starts_with("/proc/") || (folder.starts_with("/dev/") && !folder.starts_with("/dev/shm/"));
}

bool is_in_proc(const files::path& path) {
  return (real_folder_of(path).string() + '/').starts_with("/proc/");
}

/// Where `path` leads, if it is a link: the file that it leads to is replaced or created, and the link stays.
/// Links in /proc are not followed, because they stand for open files, which need not have a name.
files::path follow_links(files::path path) {
  constexpr int max_links = 40;  // as in Linux
  std::error_code error;
  for (int i = 0; i < max_links && !is_in_proc(path); ++i) {
    const files::path target = files::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;
  }
  return path;
}

/// The descriptor of this process that a path without links names, or -1.
int own_descriptor(const files::path& path) {
  if (real_folder_of(path) != real_folder_of("/proc/self/fd/0")) return -1;
  const std::string name = path.filename().string();
  int descriptor = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), descriptor);
  return error == std::errc() && end == name.data() + name.size() ? descriptor : -1;
}

/// Duplicates the descriptor: if it were opened again, a regular file behind /dev/stdout would be overwritten
/// from its beginning.
int open_directly(const std::string& path) {
  const int descriptor = own_descriptor(path);
  return descriptor >= 0 ? ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
                         : ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
}

std::string folder_of(const std::string& path) {
  const files::path folder = files::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

std::string link_to(int file) { return "/proc/self/fd/" + std::to_string(file); }

/// A file without a name, which disappears with the process, however that ends; -1 where the system has none.
int open_nameless(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, default_mode);
  if (file < 0 || ::access(link_to(file).c_str(), F_OK) == 0) return file;
  ::close(file);  // without /proc it could never be given a name
  return -1;
}

bool give_name(int file, const std::string& name) {
  return ::linkat(AT_FDCWD, link_to(file).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

/// The first name for an unfinished file in the folder for which make(name) succeeds; empty if it succeeds
/// for none. The length of the name does not depend on the final name, which may be as long as names can be.
template <class Make>
std::string make_temporary(const std::string& folder, Make&& make) {
  constexpr int max_names = 10'000;  // an earlier process with the same id may have left some
  for (int i = 0; i < max_names; ++i) {
    std::string name = folder + "/tema-" + std::to_string(::getpid()) + '-' + std::to_string(i) + ".partial";
    if (make(name)) return name;
    if (errno != EEXIST) break;
  }
  return {};
}

}  // namespace

bool is_same_file(const std::string& a, const std::string& b) {
  struct stat of_a {};
  struct stat of_b {};
  const bool a_exists = ::stat(a.c_str(), &of_a) == 0;
  const bool b_exists = ::stat(b.c_str(), &of_b) == 0;
  if (a_exists != b_exists) return false;
  if (a_exists) return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino && S_ISREG(of_a.st_mode);
  const files::path place_of_a = follow_links(a);
  const files::path place_of_b = follow_links(b);
  return place_of_a.filename() == place_of_b.filename() &&
         real_folder_of(place_of_a) == real_folder_of(place_of_b);
}

OutputFile::OutputFile(std::string path, RunContext run)
    : path_(path.empty() ? std::move(path) : follow_links(std::move(path)).string()), run_(std::move(run)) {
  struct stat old {};
  const bool exists = ::stat(path_.c_str(), &old) == 0;
  if (!exists && (errno != ENOENT || path_.empty())) fail("create");
  is_direct_ = is_kernels(path_) || (exists && !S_ISREG(old.st_mode));
  if (is_direct_) {
    file_ = open_directly(path_);
  } else {
    // Renaming needs no permission on the old file, but whoever removed that permission did not want the file
    // replaced.
    if (exists && ::faccessat(AT_FDCWD, path_.c_str(), W_OK, AT_EACCESS) != 0) fail("write");
    open_temporary();
  }
  if (file_ < 0) fail("create");
  if (!is_direct_ && exists) ::fchmod(file_, old.st_mode & permissions);
}

OutputFile::~OutputFile() {
  if (file_ < 0) return;
  ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::open_temporary() {
  const std::string folder = folder_of(path_);
  file_ = open_nameless(folder);
  if (file_ >= 0) return;
  temporary_ = make_temporary(folder, [this](const std::string& name) {
    file_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, default_mode);
    return file_ >= 0;
  });
}

void OutputFile::fail(std::string_view what) const {
  throw Error(ErrorKind::io,
              "cannot " + std::string(what) + ' ' + path_ + ": " + std::generic_category().message(errno));
}

void OutputFile::write(std::string_view bytes) {
  if (is_finished_) throw std::logic_error(path_ + " is finished: nothing can be written to it");
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, buffered - buffer_.size());
    buffer_ += piece;
    bytes.remove_prefix(piece.size());
    if (buffer_.size() == buffered) flush();
  }
}

void OutputFile::flush() {
  throw_if_stopped(run_);
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t count = ::write(file_, left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write");
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
}

void OutputFile::finish() {
  flush();
  if (!is_direct_ && ::fsync(file_) != 0) fail("write");
  is_finished_ = true;
}

void OutputFile::commit() {
  if (!is_finished_) finish();
  if (!is_direct_) {
    take_place();
    keep_place();
  }
  ::close(std::exchange(file_, -1));
}

void OutputFile::take_place() {
  if (temporary_.empty()) {
    if (give_name(file_, path_)) return;  // there was no such file
    temporary_ =
        make_temporary(folder_of(path_), [this](const std::string& name) { return give_name(file_, name); });
    if (temporary_.empty()) fail("create");
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("create");
  temporary_.clear();
}

void OutputFile::keep_place() {
  // A folder that may be written but not read cannot be opened; the system then writes it to the disk in its
  // own time.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  const int error = ::fsync(folder) == 0 ? 0 : errno;
  ::close(folder);
  if (error == 0 || error == EINVAL) return;  // some file systems cannot do this for folders
  errno = error;
  fail("write the folder of");
}

}}  // namespace tema::v0
